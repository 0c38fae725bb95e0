#include "relay.h"

#include "flow.h"

#include <pthread.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace standin {

namespace {

// The vendor's reasons for OnFrontDisconnected.
constexpr int READ_FAILED = 0x1001;
constexpr int SILENCE = 0x2001;
constexpr int BAD_PACKET = 0x2003;

// Several hundred ticks a read: at a million a second, the system calls must not count.
constexpr std::size_t BUFFER = 512 << 10;
// Of `heartbeatTimeoutMillis` 0: never.
constexpr auto FOR_EVER = std::chrono::hours(24 * 365);

}  // namespace

Relay::Relay(const Dialect &dialect, const char *flowPath) : dialect_(dialect) { openFlow(flowPath); }

void Relay::registerFront(const char *front) {
    std::lock_guard lock(mutex_);
    fronts_.emplace_back(front == nullptr ? "" : front);
}

void Relay::init() {
    std::lock_guard lock(mutex_);
    if (!released_ && !thread_.joinable()) {
        alarm_ = std::make_shared<Alarm>();
        thread_ = std::thread([this] { run(); });
        pthread_setname_np(thread_.native_handle(), dialect_.threadName);
    }
}

int Relay::join() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return released_.load(); });
    return 0;
}

void Relay::release() {
    std::thread thread;
    std::shared_ptr<Alarm> alarm;
    {
        std::lock_guard lock(mutex_);
        if (released_.exchange(true)) {
            return;
        }
        thread.swap(thread_);
        alarm = alarm_;
        fronts_ = {};
    }
    ended_.notify_all();
    if (!thread.joinable()) {
        return;
    }
    alarm->ring();
    if (thread.get_id() == std::this_thread::get_id()) {
        thread.detach();
    } else {
        thread.join();
    }
}

int Relay::request(std::uint16_t type, const void *body, std::size_t size, int requestId, Request kind) {
    if (body == nullptr) {
        return NOT_CONNECTED;
    }
    const auto bytes = frame(type, requestId, body, size);
    std::lock_guard lock(mutex_);
    if (!connected_ || released_) {
        return NOT_CONNECTED;
    }
    const int refusal = throttle_.admit(limits_, requestId, kind);
    if (refusal != SENT) {
        return refusal;
    }
    if (!link_.send(bytes.data(), bytes.size())) {
        return TOO_MANY_IN_FLIGHT;
    }
    alarm_->ring();
    return SENT;
}

int Relay::requestInstruments(std::uint16_t type, const char *const *codes, int count) {
    std::vector<char> body(static_cast<std::size_t>(std::max(count, 0)) * INSTRUMENT_ID);
    for (std::size_t i = 0; i * INSTRUMENT_ID < body.size(); i++) {
        if (codes[i] != nullptr) {
            std::strncpy(body.data() + i * INSTRUMENT_ID, codes[i], INSTRUMENT_ID - 1);
        }
    }
    return request(type, body.data(), body.size(), 0);
}

void Relay::frontInfo(void *field) {
    constexpr std::size_t SIZE = 112, FRONT_ADDR = 101, QRY_FREQ = 104;
    if (field == nullptr) {
        return;
    }
    auto *bytes = static_cast<char *>(field);
    std::memset(bytes, 0, SIZE);
    std::lock_guard lock(mutex_);
    std::memcpy(bytes, front_.data(), std::min(front_.size(), FRONT_ADDR - 1));
    std::memcpy(bytes + QRY_FREQ, &limits_.requestsPerSecond, sizeof limits_.requestsPerSecond);
}

// The instance's thread from here on.

void Relay::run() {
    const auto buffer = std::make_unique<std::uint64_t[]>(BUFFER / sizeof(std::uint64_t));
    while (!released_) {
        if (connect()) {
            const int reason = converse(reinterpret_cast<char *>(buffer.get()));
            bool wasConnected;
            {
                std::lock_guard lock(mutex_);
                wasConnected = connected_;
                connected_ = false;
                throttle_.reset();
                front_ = {};
            }
            link_.close();
            Spi *spi = spi_;
            if (wasConnected && spi != nullptr && !released_) {
                spi->frontDisconnected(reason);
            }
        }
        const auto again = Clock::now() + std::chrono::milliseconds(std::max(1, limits_.reconnectIntervalMillis));
        for (auto now = Clock::now(); !released_ && now < again; now = Clock::now()) {
            alarm_->wait(-1, 0, again - now);
        }
    }
    std::lock_guard lock(mutex_);
    alarm_ = nullptr;
    front_ = {};
}

bool Relay::connect() {
    std::vector<std::string> fronts;
    {
        std::lock_guard lock(mutex_);
        fronts = fronts_;
    }
    for (const auto &front : fronts) {
        if (!released_ && link_.open(front, *alarm_, released_)) {
            std::lock_guard lock(mutex_);
            front_ = front;
            return true;
        }
    }
    return false;
}

// Returns the reason why it ended.
int Relay::converse(char *buffer) {
    const auto greeting = hello(dialect_.kind);
    link_.send(greeting.data(), greeting.size());
    std::size_t filled = 0;
    auto lastHeard = Clock::now();
    while (!released_) {
        link_.flush();
        const long count = link_.receive(buffer + filled, BUFFER - filled);
        if (count > 0) {
            lastHeard = Clock::now();
            filled += static_cast<std::size_t>(count);
            const int reason = deliver(buffer, filled);
            if (reason != 0) {
                return reason;
            }
        } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
            return READ_FAILED;
        } else {
            const auto timeout = limits_.heartbeatTimeoutMillis;
            const auto deadline = lastHeard + (timeout > 0 ? Clock::duration(std::chrono::milliseconds(timeout)) : FOR_EVER);
            const auto left = deadline - Clock::now();
            if (left <= Clock::duration::zero()) {
                return SILENCE;
            }
            link_.waitForInput(*alarm_, left);
        }
    }
    return READ_FAILED;
}

// Hands out the complete frames where they lie, and moves the incomplete one to the front of the buffer. As frames are
// multiples of 8 bytes, every body lies on an 8-byte boundary. Returns a reason to disconnect, or 0.
int Relay::deliver(char *buffer, std::size_t &filled) {
    std::size_t at = 0;
    while (!released_ && filled - at >= sizeof(Header)) {
        Header header;
        std::memcpy(&header, buffer + at, sizeof header);
        if (header.length < 0 || static_cast<std::size_t>(header.length) > BUFFER / 2) {
            return badFrame(header, "impossible length");
        }
        const auto size = sizeof header + padded(static_cast<std::size_t>(header.length));
        if (filled - at < size) {
            break;
        }
        const int reason = handle(header, buffer + at + sizeof header);
        if (reason != 0) {
            return reason;
        }
        at += size;
    }
    std::memmove(buffer, buffer + at, filled - at);
    filled -= at;
    return 0;
}

int Relay::handle(const Header &header, char *payload) {
    // The tick is the first callback of its dialect: no search on the fast path.
    const Callback *callback = dialect_.callbacks;
    while (callback != dialect_.end && callback->index != header.type) {
        callback++;
    }
    if (callback == dialect_.end) {
        return handleControl(header, payload);
    }
    if (!connected_) {
        return badFrame(header, "before the hello");
    }
    const auto length = static_cast<std::size_t>(header.length);
    const std::size_t infoSize = (header.flags & WITH_INFO) != 0 ? RSP_INFO : 0;
    const bool withBody = (header.flags & WITHOUT_BODY) == 0 && callback->bodySize > 0;
    if (length < infoSize + (withBody ? callback->bodySize : 0)) {
        return badFrame(header, "too short");
    }
    char *body = withBody ? payload : nullptr;
    char *info = infoSize > 0 ? payload + length - infoSize : nullptr;
    const bool last = (header.flags & LAST) != 0;
    if (header.type == dialect_.loginResponse && withBody) {
        std::memcpy(tradingDay_, body, sizeof tradingDay_ - 1);
    }
    if (last && (callback->shape == Shape::QUERIED || callback->shape == Shape::ERROR)) {
        std::lock_guard lock(mutex_);
        throttle_.endQuery(header.requestId);
    }
    Spi *spi = spi_;
    if (spi != nullptr) {
        spi->call(*callback, body, info, header.requestId, last);
    }
    return 0;
}

int Relay::handleControl(const Header &header, char *payload) {
    switch (header.type) {
        case HELLO:
            return handleHello(header, payload);
        case HEARTBEAT:
            return 0;
        case DISCONNECT: {
            std::int32_t reason = 0;
            if (static_cast<std::size_t>(header.length) >= sizeof reason) {
                std::memcpy(&reason, payload, sizeof reason);
            }
            return reason == 0 ? READ_FAILED : reason;
        }
        case POUR:
            return handlePour(header, payload);
        default:
            return badFrame(header, "unknown type");
    }
}

int Relay::handleHello(const Header &header, const char *payload) {
    if (static_cast<std::size_t>(header.length) < sizeof(Limits)) {
        return badFrame(header, "too short");
    }
    bool first;
    {
        std::lock_guard lock(mutex_);
        std::memcpy(&limits_, payload, sizeof limits_);
        first = !connected_;
        connected_ = true;
    }
    Spi *spi = spi_;
    if (first && spi != nullptr && !released_) {
        spi->frontConnected();
    }
    return 0;
}

// For the benchmark: as many callbacks as a user can take, with nothing of the front or the socket in between.
int Relay::handlePour(const Header &header, char *payload) {
    const Callback &tick = *dialect_.callbacks;
    if (tick.bodySize != DEPTH_MARKET_DATA || static_cast<std::size_t>(header.length) < sizeof(Pour) + tick.bodySize) {
        return badFrame(header, "no tick to pour");
    }
    if (!connected_) {
        return badFrame(header, "before the hello");
    }
    Pour pour;
    std::memcpy(&pour, payload, sizeof pour);
    for (std::int32_t i = 0; i < pour.count && !released_; i++) {
        Spi *spi = spi_;
        if (spi == nullptr) {
            break;
        }
        spi->call(tick, payload + sizeof pour, nullptr, 0, false);
    }
    return 0;
}

int Relay::badFrame(const Header &header, const char *why) {
    std::fprintf(stderr, "stand-in: %s: frame of type %#x, length %d refused: %s\n", dialect_.threadName, header.type,
                 header.length, why);
    return BAD_PACKET;
}

}  // namespace standin
