#include "link.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace standin {

namespace {

constexpr std::size_t MOST_UNSENT = 16 << 20;
constexpr auto CONNECT_TIMEOUT = std::chrono::seconds(5);

// An invented market is for this machine only, so nothing but loopback is a front.
bool parse(const std::string &front, sockaddr_in &address) {
    const std::string scheme = "tcp://";
    const auto colon = front.rfind(':');
    if (front.compare(0, scheme.size(), scheme) != 0 || colon == std::string::npos || colon < scheme.size()) {
        return false;
    }
    std::string host = front.substr(scheme.size(), colon - scheme.size());
    if (host == "localhost") {
        host = "127.0.0.1";
    }
    const int port = std::atoi(front.c_str() + colon + 1);
    if (port < 1 || port > 65535) {
        return false;
    }
    address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return inet_pton(AF_INET, host.c_str(), &address.sin_addr) == 1 && (ntohl(address.sin_addr.s_addr) >> 24) == 127;
}

enum class Attempt { UNDER_WAY, ACCEPTED, REFUSED };

Attempt look(int socket) {
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) {
        return Attempt::REFUSED;
    }
    sockaddr_in peer;
    size = sizeof peer;
    return getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &size) == 0 ? Attempt::ACCEPTED : Attempt::UNDER_WAY;
}

}  // namespace

Alarm::Alarm() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Alarm::~Alarm() { ::close(fd_); }

void Alarm::ring() { eventfd_write(fd_, 1); }

void Alarm::wait(int socket, short events, Clock::duration atMost) {
    // Rounded up: a wait of less than a millisecond would spin.
    const auto millis = std::chrono::ceil<std::chrono::milliseconds>(atMost).count();
    pollfd polled[] = {{fd_, POLLIN, 0}, {socket, events, 0}};
    const int limit = static_cast<int>(millis < 0 ? 0 : millis > 3'600'000 ? 3'600'000 : millis);
    if (poll(polled, 2, limit) > 0 && (polled[0].revents & POLLIN) != 0) {
        eventfd_t count;
        eventfd_read(fd_, &count);
    }
}

bool Link::open(const std::string &front, Alarm &alarm, const std::atomic<bool> &stop) {
    sockaddr_in address;
    if (!parse(front, address)) {
        std::fprintf(stderr, "stand-in: front %s left out; only tcp://127.x.x.x:port can be reached\n", front.c_str());
        return false;
    }
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket < 0) {
        std::fprintf(stderr, "stand-in: no socket: %s\n", std::strerror(errno));
        return false;
    }
    Attempt attempt = Attempt::REFUSED;
    if (connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 || errno == EINPROGRESS) {
        const auto deadline = Clock::now() + CONNECT_TIMEOUT;
        while ((attempt = look(socket)) == Attempt::UNDER_WAY && !stop && Clock::now() < deadline) {
            alarm.wait(socket, POLLOUT, deadline - Clock::now());
        }
    }
    if (attempt != Attempt::ACCEPTED) {
        ::close(socket);
        return false;
    }
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::lock_guard lock(mutex_);
    socket_ = socket;
    return true;
}

void Link::close() {
    std::lock_guard lock(mutex_);
    if (socket_ >= 0) {
        ::close(socket_);
    }
    socket_ = -1;
    unsent_ = {};
}

bool Link::send(const void *frame, std::size_t size) {
    std::lock_guard lock(mutex_);
    if (socket_ < 0 || unsent_.size() + size > MOST_UNSENT) {
        return false;
    }
    const auto *bytes = static_cast<const char *>(frame);
    unsent_.insert(unsent_.end(), bytes, bytes + size);
    flushLocked();
    return true;
}

void Link::flush() {
    std::lock_guard lock(mutex_);
    flushLocked();
}

// An error here is not told: the reader meets it too, and reports the disconnection.
void Link::flushLocked() {
    std::size_t sent = 0;
    while (sent < unsent_.size()) {
        const auto count = ::send(socket_, unsent_.data() + sent, unsent_.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count <= 0) {
            break;
        }
        sent += static_cast<std::size_t>(count);
    }
    unsent_.erase(unsent_.begin(), unsent_.begin() + static_cast<std::ptrdiff_t>(sent));
}

long Link::receive(char *buffer, std::size_t size) { return ::recv(socket_, buffer, size, 0); }

void Link::waitForInput(Alarm &alarm, Clock::duration atMost) {
    mutex_.lock();
    const short events = static_cast<short>(unsent_.empty() ? POLLIN : POLLIN | POLLOUT);
    mutex_.unlock();
    alarm.wait(socket_, events, atMost);
}

}  // namespace standin
