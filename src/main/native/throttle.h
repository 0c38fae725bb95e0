// The limits on requests that the front's hello sets, and the return codes that tell of them.
#pragma once

#include <algorithm>
#include <vector>

#include "link.h"
#include "protocol.h"

namespace standin {

constexpr int SENT = 0;
constexpr int NOT_CONNECTED = -1;
constexpr int TOO_MANY_IN_FLIGHT = -2;
constexpr int TOO_MANY_A_SECOND = -3;

enum class Request { PLAIN, QUERY };

// Not synchronised: the relay's mutex guards it.
class Throttle {
public:
    int admit(const Limits &limits, int requestId, Request kind) {
        const auto inFlight = static_cast<int>(queriesInFlight_.size());
        if (kind == Request::QUERY && limits.requestsInFlight > 0 && inFlight >= limits.requestsInFlight) {
            return TOO_MANY_IN_FLIGHT;
        }
        const auto now = Clock::now();
        if (now - secondBegan_ >= std::chrono::seconds(1)) {
            secondBegan_ = now;
            requestsThisSecond_ = 0;
        }
        if (limits.requestsPerSecond > 0 && requestsThisSecond_ >= limits.requestsPerSecond) {
            return TOO_MANY_A_SECOND;
        }
        requestsThisSecond_++;
        if (kind == Request::QUERY) {
            queriesInFlight_.push_back(requestId);
        }
        return SENT;
    }

    // The last response to a query has come.
    void endQuery(int requestId) {
        const auto found = std::find(queriesInFlight_.begin(), queriesInFlight_.end(), requestId);
        if (found != queriesInFlight_.end()) {
            queriesInFlight_.erase(found);
        }
    }

    // The connection is gone, and what was in flight with it.
    void reset() { queriesInFlight_ = {}; }

private:
    std::vector<int> queriesInFlight_;
    Clock::time_point secondBegan_{};
    int requestsThisSecond_ = 0;
};

}  // namespace standin
