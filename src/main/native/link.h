// One TCP connection to a front on this machine, and the means to interrupt whoever waits for it.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

namespace standin {

using Clock = std::chrono::steady_clock;

// Wakes a thread out of poll(2); an eventfd, so that a wake-up before the wait is not lost.
class Alarm {
public:
    Alarm();
    ~Alarm();
    Alarm(const Alarm &) = delete;
    Alarm &operator=(const Alarm &) = delete;

    void ring();
    // Waits for the alarm, or for `events` on `socket` (-1: the alarm alone), at most for so long.
    void wait(int socket, short events, Clock::duration atMost);

private:
    const int fd_;
};

// Used by two sides: the thread that connects and reads, and any thread that sends. Sending never blocks: what the
// socket does not take at once is kept and goes out with the reader's next flush().
class Link {
public:
    // Returns false if the front does not accept ("tcp://127.0.0.1:port"; other machines are never dialled), or `stop` is
    // set (ring the alarm then).
    bool open(const std::string &front, Alarm &alarm, const std::atomic<bool> &stop);
    void close();

    // Returns false if there is no connection, or too much waits to be sent.
    bool send(const void *frame, std::size_t size);
    void flush();

    // As recv(2): 0 at the end, -1 with EAGAIN if there is nothing yet. For the reading thread only.
    long receive(char *buffer, std::size_t size);
    void waitForInput(Alarm &alarm, Clock::duration atMost);

private:
    void flushLocked();

    std::mutex mutex_;
    int socket_ = -1;  // changed by the reading thread alone, under the mutex
    std::vector<char> unsent_;
};

}  // namespace standin
