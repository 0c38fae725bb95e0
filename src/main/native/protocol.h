// The frames between this library and the stand-in front: docs/architecture/stand-in-protocol.md in C++.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace standin {

struct Header {
    std::int32_t length;  // of the payload, padding not counted
    std::uint16_t type;
    std::uint16_t flags;
    std::int32_t requestId;
    std::int32_t reserved;
};
static_assert(sizeof(Header) == 16);

// Flags.
constexpr std::uint16_t LAST = 1;
constexpr std::uint16_t WITH_INFO = 2;
constexpr std::uint16_t WITHOUT_BODY = 4;

// Types that are no index into a vtable.
constexpr std::uint16_t HELLO = 0x1000;
constexpr std::uint16_t DISCONNECT = 0x1001;
constexpr std::uint16_t HEARTBEAT = 0x1002;
constexpr std::uint16_t POUR = 0x1003;

// What the front's hello says.
struct Limits {
    std::int32_t heartbeatTimeoutMillis;  // 0: none
    std::int32_t reconnectIntervalMillis;
    std::int32_t requestsPerSecond;  // 0: no limit
    std::int32_t requestsInFlight;   // 0: no limit
};
static_assert(sizeof(Limits) == 16);

// What a pour begins with; the struct of a tick follows.
struct Pour {
    std::int32_t count;
    std::int32_t reserved;
};
static_assert(sizeof(Pour) == 8);

// Sizes of the API's structs that cross the wire (6.7.x, x86-64).
constexpr std::size_t RSP_INFO = 88;
constexpr std::size_t REQ_USER_LOGIN = 264;
constexpr std::size_t RSP_USER_LOGIN = 212;
constexpr std::size_t USER_LOGOUT = 27;
constexpr std::size_t SPECIFIC_INSTRUMENT = 112;
constexpr std::size_t DEPTH_MARKET_DATA = 584;
constexpr std::size_t REQ_AUTHENTICATE = 88;
constexpr std::size_t RSP_AUTHENTICATE = 72;
constexpr std::size_t SETTLEMENT_INFO_CONFIRM = 68;
constexpr std::size_t QRY_PRODUCT = 122;
constexpr std::size_t PRODUCT = 312;
constexpr std::size_t QRY_INSTRUMENT = 345;
constexpr std::size_t INSTRUMENT = 616;
constexpr std::size_t QRY_DEPTH_MARKET_DATA = 122;
constexpr std::size_t INSTRUMENT_STATUS = 260;
constexpr std::size_t INSTRUMENT_ID = 81;

// Frames are padded so that every body lies on an 8-byte boundary, as its doubles want.
constexpr std::size_t padded(std::size_t length) { return (length + 7) & ~std::size_t{7}; }

extern const char VERSION[];

// A complete frame, ready to be sent; the body may be null if its size is 0.
std::vector<char> frame(std::uint16_t type, int requestId, const void *body, std::size_t size);
// The first frame of a connection.
std::vector<char> hello(std::int32_t kind);

}  // namespace standin
