package io.ctpfeed.component;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.MarketDataSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an account's ticks into a route, on the component's drain thread.
 *
 * <p>Starting starts the source, unless it succeeds a consumer that left it as it was. Suspending stops the draining and
 * nothing else: the ring fills. Stopping logs out, hands the ticks that are left to the route and lets go, unless
 * {@link CtpComponent#retain} says that a successor will come.
 */
public class CtpConsumer extends DefaultConsumer implements Suspendable {
    private static final Logger LOG = LoggerFactory.getLogger(CtpConsumer.class);

    private final CtpEndpoint endpoint;
    private final CtpConfiguration configuration;
    private final MarketDataSource source;
    private RingReader reader;

    public CtpConsumer(CtpEndpoint endpoint, Processor processor, MarketDataSource source) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.source = source;
    }

    @Override
    public CtpEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        RingReader found = endpoint.getComponent().reader(source);
        boolean successor = found.attach(this);
        reader = found;
        // A successor leaves the source alone: neither is what an operator stopped started again by a reload, nor does
        // a
        // reload lift the block of an account with wrong credentials.
        // A line that is not needed now is started by whoever needs it; what was stopped or refused before this process
        // began, by an operator.
        if (!successor && isNeeded() && !endpoint.getComponent().holdsStart(source.account())) {
            source.start();
        }
        if (endpoint.getComponent().isHealthCheckConsumerEnabled()) {
            setHealthCheck(new CtpHealthCheck(source, this::isNeeded));
        }
        found.open();
    }

    @Override
    protected void doSuspend() throws Exception {
        if (reader != null) {
            if (isContextStopping() && !isOnDrainThread()) {
                // The routes behind still run: the last moment to hand them what is left.
                logOutAndDrain();
            }
            reader.close();
            awaitIdle();
        }
        super.doSuspend();
    }

    @Override
    protected void doResume() throws Exception {
        super.doResume();
        reader.open();
    }

    @Override
    protected void doStop() throws Exception {
        if (reader != null) {
            boolean replaced = endpoint.getComponent().isRetained(source.account()) && !isContextStopping();
            if (!replaced) {
                logOutAndDrain();
            }
            reader.close();
            if (!awaitIdle()) {
                LOG.warn(
                        "account {}: an exchange did not complete within {} ms of the stop; its ticks will be offered"
                                + " again, but for those that were taken",
                        source.account(),
                        configuration.getStopTimeoutMillis());
                reader.abandon();
            }
            if (replaced) {
                reader.detachKeeping(configuration.getKeepSessionSeconds());
            } else {
                reader.detach();
            }
            reader = null;
            setHealthCheck(null);
        }
        super.doStop();
    }

    int maxBatchTicks() {
        return configuration.getMaxBatchTicks();
    }

    boolean isBatching() {
        return configuration.isBatching();
    }

    Exchange createExchange(Object body, int ticks) {
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(body);
        exchange.getIn().setHeader(CtpHeaders.ACCOUNT, source.account());
        exchange.getIn().setHeader(CtpHeaders.BATCH_SIZE, ticks);
        return exchange;
    }

    /** Hands an exchange that failed for good to the exception handler. */
    void report(Offer offer) {
        handleException(
                "account " + source.account() + ": a tick failed twice and is passed over",
                offer.exchange(),
                offer.failure());
    }

    private void logOutAndDrain() {
        CompletableFuture<Void> loggedOut = source.stop();
        if (isOnDrainThread()) {
            return;
        }
        long timeout = configuration.getStopTimeoutMillis();
        try {
            loggedOut.get(timeout, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("account {}: not logged out after {} ms; going on", source.account(), timeout);
        } catch (ExecutionException e) {
            LOG.warn("account {}: logging out failed; going on", source.account(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.open();
        // What a line that stands by has kept goes nowhere.
        if (!reader.isHeldBack() && !reader.awaitEmpty(timeout)) {
            LOG.warn(
                    "account {}: {} ticks are left in the ring: the route did not take them within {} ms",
                    source.account(),
                    source.ring().depth(),
                    timeout);
        }
    }

    /** @return false if an exchange still is in flight; not waited for by the thread that runs it */
    private boolean awaitIdle() {
        return isOnDrainThread() || reader.awaitIdle(configuration.getStopTimeoutMillis());
    }

    private boolean isNeeded() {
        return endpoint.getComponent().mode(source.account()) != LineMode.OFF;
    }

    private boolean isOnDrainThread() {
        return endpoint.getComponent().isDrainThread();
    }

    private boolean isContextStopping() {
        return endpoint.getCamelContext().isStopping();
    }
}
