package io.ctpfeed.component;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

/** The line of an account does not work now: what a circuit breaker counts. */
public class ProbeFailedException extends CamelExchangeException {
    private final String account;
    private final String reason;

    public ProbeFailedException(String account, String reason, Exchange exchange) {
        super("account " + account + ": probe failed: " + reason, exchange);
        this.account = account;
        this.reason = reason;
    }

    public String getAccount() {
        return account;
    }

    public String getReason() {
        return reason;
    }
}
