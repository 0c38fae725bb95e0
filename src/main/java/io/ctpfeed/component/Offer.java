package io.ctpfeed.component;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TicksRefusedException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ReactiveExecutor;
import org.apache.camel.util.ObjectHelper;

/**
 * One exchange handed to a route, until it completes. Completed by whichever thread ends the route; all else is the
 * drain thread's.
 */
final class Offer implements AsyncCallback {
    private final DrainThread drain;
    private CtpConsumer consumer;
    private Object body;
    private Exchange exchange;
    private Throwable failure;
    private volatile boolean done;
    private volatile boolean abandoned;

    Offer(DrainThread drain) {
        this.drain = drain;
    }

    /** Hands ticks to a consumer's route; returns when the route did, which may be before the exchange completed. */
    void process(CtpConsumer target, Object ticks, int count) {
        consumer = target;
        body = ticks;
        try {
            exchange = target.createExchange(ticks, count);
            target.getAsyncProcessor().process(exchange, this);
        } catch (Throwable e) { // a route must not end the thread that serves all accounts
            endAfter(e, target);
        }
    }

    @Override
    public void done(boolean doneSync) {
        failure = failureOf(exchange);
        done = true;
        drain.wake();
    }

    boolean isDone() {
        return done;
    }

    /** Null if the route took the ticks. Valid once {@link #isDone}. */
    Throwable failure() {
        return failure;
    }

    /** Whether it came back only because the end of the way could not take all of it now. */
    boolean isRefused() {
        return failure != null && ObjectHelper.getException(TicksRefusedException.class, failure) != null;
    }

    /** Of an exchange with one tick: whether it was taken, whatever failed afterwards. */
    boolean isTickTaken() {
        return body instanceof Tick tick
                ? tick.isTaken()
                : ((TickBatch) body).get(0).isTaken();
    }

    /** Lets the consumer have its exchange back, and report it if it failed for good. */
    void end(boolean failedForGood) {
        if (failedForGood) {
            consumer.report(this);
        }
        consumer.releaseExchange(exchange, false);
    }

    /** Null where making it failed. */
    Exchange exchange() {
        return exchange;
    }

    /** Given up by a stop that waited long enough: a completion that still comes is ignored. Any thread. */
    void abandon() {
        abandoned = true;
        drain.wake();
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /**
     * An Error leaves Camel with the exchange half way: unmarked, the rest of the route queued for this thread's next
     * exchange, which would then run it as if nothing had been. So it is marked as failed and run to its end here.
     */
    private void endAfter(Throwable thrown, CtpConsumer target) {
        try {
            if (exchange != null && !done) {
                exchange.setException(thrown);
                ReactiveExecutor executor = target.getEndpoint()
                        .getCamelContext()
                        .getCamelContextExtension()
                        .getReactiveExecutor();
                while (executor.executeFromQueue()) {
                    // until nothing of the route is left
                }
            }
        } finally { // another Error on the way, such as of memory, must not leave it undone for ever
            if (!done) {
                failure = thrown;
                done = true;
            }
        }
    }

    private static Throwable failureOf(Exchange exchange) {
        Throwable thrown = exchange.getException();
        if (thrown == null && (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast())) {
            return new IllegalStateException("the route rolled the exchange back");
        }
        return thrown;
    }
}
