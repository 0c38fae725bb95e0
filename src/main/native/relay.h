// What both APIs are made of: an instance's thread, its connection, and the rules of the protocol page.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "link.h"
#include "protocol.h"
#include "spi.h"
#include "throttle.h"

namespace standin {

// What one API has that the other has not. Constant data without a destructor: threads may outlive exit().
struct Dialect {
    std::int32_t kind;  // for the hello: 1 market data, 2 trader
    const char *threadName;
    std::uint16_t loginResponse;
    const Callback *callbacks;  // the most frequent first
    const Callback *end;
};

// One API instance. Public methods may be called from any thread, callbacks included. All callbacks come on the
// instance's own thread. After release() every method returns at once, requests with NOT_CONNECTED: the owner of a
// relay never deletes it, since users are known to touch what they have released; its thread, sockets and buffers go.
class Relay {
public:
    // The flow path is a prefix; the process is aborted if no file can be made there, as the vendor's library does.
    Relay(const Dialect &dialect, const char *flowPath);
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    void registerFront(const char *front);
    void registerSpi(void *spi) { spi_ = static_cast<Spi *>(spi); }
    void init();
    int join();
    // Ends the thread and waits for that, except on this very thread, which then ends after the callback.
    void release();

    int request(std::uint16_t type, const void *body, std::size_t size, int requestId, Request kind = Request::PLAIN);
    // `count` codes of INSTRUMENT_ID bytes each.
    int requestInstruments(std::uint16_t type, const char *const *codes, int count);

    const char *tradingDay() const { return tradingDay_; }
    // Fills a CThostFtdcFrontInfoField.
    void frontInfo(void *field);

private:
    void run();
    bool connect();
    int converse(char *buffer);
    int deliver(char *buffer, std::size_t &filled);
    int handle(const Header &header, char *payload);
    int handleControl(const Header &header, char *payload);
    int handleHello(const Header &header, const char *payload);
    int handlePour(const Header &header, char *payload);
    int badFrame(const Header &header, const char *why);

    const Dialect &dialect_;
    std::atomic<Spi *> spi_{nullptr};
    std::atomic<bool> released_{false};
    char tradingDay_[9] = "19800100";  // what the vendor's library says before the first login

    // For all below but the link, which has its own. Never held while a callback runs. What only the instance's thread
    // writes, it reads without.
    std::mutex mutex_;
    std::condition_variable ended_;
    std::thread thread_;
    std::shared_ptr<Alarm> alarm_;
    std::vector<std::string> fronts_;
    std::string front_;                    // the one connected to
    bool connected_ = false;               // the front said hello; written by the instance's thread
    Limits limits_{120'000, 1'000, 0, 0};  // written by the instance's thread
    Throttle throttle_;

    Link link_;
};

}  // namespace standin
