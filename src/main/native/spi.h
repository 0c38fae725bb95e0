// Calls into the user's SPI. A frame's type is the callback's index in the SPI's vtable, so the vtable is all that is
// needed of the SPI's class: callbacks are called by index, and an SPI built by hand (no RTTI) is as good as a C++ one.
#pragma once

#include <cstddef>
#include <cstdint>

namespace standin {

enum class Shape {
    RESPONSE,  // (body, info, request id, last)
    QUERIED,   // the same; its last one ends a query in flight
    ERROR,     // (info, request id, last)
    NOTICE     // (body)
};

// A callback that the front may ask for.
struct Callback {
    std::uint16_t index;
    Shape shape;
    std::size_t bodySize;
};

// An SPI object: its first word points to its vtable. The Itanium ABI passes `this` as the first argument.
struct Spi {
    void (*const *vtable)();

    void frontConnected() { at<void (*)(Spi *)>(0)(this); }
    void frontDisconnected(int reason) { at<void (*)(Spi *, int)>(1)(this, reason); }

    void call(const Callback &callback, void *body, void *info, int requestId, bool last) {
        switch (callback.shape) {
            case Shape::NOTICE:
                at<void (*)(Spi *, void *)>(callback.index)(this, body);
                break;
            case Shape::ERROR:
                at<void (*)(Spi *, void *, int, bool)>(callback.index)(this, info, requestId, last);
                break;
            case Shape::RESPONSE:
            case Shape::QUERIED:
                at<void (*)(Spi *, void *, void *, int, bool)>(callback.index)(this, body, info, requestId, last);
                break;
        }
    }

private:
    template <typename Function>
    Function at(std::size_t index) const {
        return reinterpret_cast<Function>(vtable[index]);
    }
};

}  // namespace standin
