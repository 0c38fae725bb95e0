#include "protocol.h"

#include <cstring>

namespace standin {

// Says what it is, so that nobody takes its market for a real one.
const char VERSION[] = "ctpfeed stand-in 6.7.8 (invented market)";

std::vector<char> frame(std::uint16_t type, int requestId, const void *body, std::size_t size) {
    std::vector<char> bytes(sizeof(Header) + padded(size));
    const Header header{static_cast<std::int32_t>(size), type, 0, requestId, 0};
    std::memcpy(bytes.data(), &header, sizeof header);
    if (size > 0) {
        std::memcpy(bytes.data() + sizeof header, body, size);
    }
    return bytes;
}

std::vector<char> hello(std::int32_t kind) {
    std::vector<char> body(sizeof kind + std::strlen(VERSION));
    std::memcpy(body.data(), &kind, sizeof kind);
    std::memcpy(body.data() + sizeof kind, VERSION, std::strlen(VERSION));
    return frame(HELLO, 0, body.data(), body.size());
}

}  // namespace standin
