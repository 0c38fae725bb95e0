package io.ctpfeed.standin.front;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks credentials, and locks an account after too many wrong ones, on all fronts together. Any thread. */
public final class LoginDesk {
    /** Wrong tries until an account is locked (CTP: usually 6 to 10). */
    public static final int TRIES = 6;

    private final List<Account> accounts;
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();

    public LoginDesk(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /** {@link RspInfo#OK}, or error 3 or 75. */
    public RspInfo logIn(String brokerId, String userId, String password) {
        if (wrong.getOrDefault(userId, 0) >= TRIES) {
            return RspInfo.LOCKED;
        }
        for (Account account : accounts) {
            if (account.brokerId().equals(brokerId)
                    && account.userId().equals(userId)
                    && account.password().equals(password)) {
                wrong.remove(userId);
                return RspInfo.OK;
            }
        }
        wrong.merge(userId, 1, Integer::sum);
        return RspInfo.INVALID_LOGIN;
    }

    /** {@link RspInfo#OK}, or error 63. */
    public RspInfo authenticate(String brokerId, String userId, String appId, String authCode) {
        for (Account account : accounts) {
            if (account.brokerId().equals(brokerId)
                    && account.userId().equals(userId)
                    && account.appId().equals(appId)
                    && account.authCode().equals(authCode)) {
                return RspInfo.OK;
            }
        }
        return RspInfo.AUTHENTICATION_FAILED;
    }

    /** Forgets all wrong tries. */
    public void unlock() {
        wrong.clear();
    }

    /** Wrong tries of a user so far. */
    public int wrongTries(String userId) {
        return wrong.getOrDefault(userId, 0);
    }
}
