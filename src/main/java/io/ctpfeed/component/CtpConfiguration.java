package io.ctpfeed.component;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;

/** The options of an endpoint {@code ctp:ACCOUNT}. */
@UriParams
public class CtpConfiguration implements Cloneable {
    @UriPath(description = "Name of the account, as in ctp.accounts.NAME")
    @Metadata(required = true)
    private String account;

    @UriParam(label = "consumer", defaultValue = "true")
    private boolean batching = true;

    @UriParam(label = "consumer", defaultValue = "4096")
    private int maxBatchTicks = 4096;

    @UriParam(label = "consumer", defaultValue = "60")
    private int keepSessionSeconds = 60;

    @UriParam(label = "consumer,advanced", defaultValue = "10000")
    private long stopTimeoutMillis = 10_000;

    @UriParam(label = "producer")
    private CtpOperation operation;

    @UriParam(label = "producer,security", defaultValue = "false")
    private boolean allowOperationHeader;

    @UriParam(label = "producer", defaultValue = "15000")
    private long requestTimeoutMillis = 15_000;

    public CtpConfiguration copy() {
        try {
            return (CtpConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    /** @throws IllegalArgumentException one line that names the option, its value and what it may be */
    void check() {
        atLeast(1, maxBatchTicks, "maxBatchTicks");
        atLeast(0, keepSessionSeconds, "keepSessionSeconds");
        atLeast(0, stopTimeoutMillis, "stopTimeoutMillis");
        atLeast(1, requestTimeoutMillis, "requestTimeoutMillis");
    }

    private void atLeast(long least, long value, String option) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "ctp:" + account + ": " + option + "=" + value + " is too small; set " + least + " or more");
        }
    }

    public String getAccount() {
        return account;
    }

    /** Name of the account, as in ctp.accounts.NAME. */
    public void setAccount(String account) {
        this.account = account;
    }

    public boolean isBatching() {
        return batching;
    }

    /**
     * Whether an exchange carries all ticks that the ring holds at that moment (body: TickBatch) or one tick (body:
     * Tick). A batch is never waited for: a lone tick goes at once.
     */
    public void setBatching(boolean batching) {
        this.batching = batching;
    }

    public int getMaxBatchTicks() {
        return maxBatchTicks;
    }

    /** Most ticks in one exchange. Each takes 640 bytes of the heap. */
    public void setMaxBatchTicks(int maxBatchTicks) {
        this.maxBatchTicks = maxBatchTicks;
    }

    public int getKeepSessionSeconds() {
        return keepSessionSeconds;
    }

    /**
     * How long, in seconds, a route that is being replaced by a reload leaves login, subscription and ring to its
     * successor; then the account logs out.
     */
    public void setKeepSessionSeconds(int keepSessionSeconds) {
        this.keepSessionSeconds = keepSessionSeconds;
    }

    public long getStopTimeoutMillis() {
        return stopTimeoutMillis;
    }

    /** How long, in milliseconds, a stop waits for the logout, for the ticks that are left and for the exchange in flight. */
    public void setStopTimeoutMillis(long stopTimeoutMillis) {
        this.stopTimeoutMillis = stopTimeoutMillis;
    }

    public CtpOperation getOperation() {
        return operation;
    }

    /** What a producer does with the account. */
    public void setOperation(CtpOperation operation) {
        this.operation = operation;
    }

    public boolean isAllowOperationHeader() {
        return allowOperationHeader;
    }

    /**
     * Whether the header CtpOperation may choose the operation. Off by default, as headers may come from outside (NATS,
     * HTTP) and would then steer the account.
     */
    public void setAllowOperationHeader(boolean allowOperationHeader) {
        this.allowOperationHeader = allowOperationHeader;
    }

    public long getRequestTimeoutMillis() {
        return requestTimeoutMillis;
    }

    /** How long, in milliseconds, an operation waits for the source's answer before the exchange fails. */
    public void setRequestTimeoutMillis(long requestTimeoutMillis) {
        this.requestTimeoutMillis = requestTimeoutMillis;
    }
}
