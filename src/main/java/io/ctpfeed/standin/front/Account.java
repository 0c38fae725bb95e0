package io.ctpfeed.standin.front;

/** An account that a front knows. Its text form shows no secret. */
public record Account(String brokerId, String userId, String password, String appId, String authCode) {
    @Override
    public String toString() {
        return brokerId + "/" + userId;
    }
}
