package io.ctpfeed.component;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Does one operation on an account per exchange; any number of threads. Where the front must answer, the exchange goes
 * on when it did, on a thread of the component's; it fails after {@code requestTimeoutMillis}.
 *
 * <p>Bodies: subscribe and unsubscribe leave it as it is and set {@link CtpHeaders#COUNT}; queryInstruments answers a
 * list of contracts, snapshot a {@link TickBatch}, probe a {@link MarketDataSource.Probe}, restart and status a
 * {@link io.ctpfeed.source.SourceStatus}.
 */
public class CtpProducer extends DefaultAsyncProducer {
    private static final char NO_CLASS = '\0';

    private final CtpEndpoint endpoint;
    private final CtpConfiguration configuration;
    private final MarketDataSource source;

    public CtpProducer(CtpEndpoint endpoint, MarketDataSource source) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.source = source;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            CompletableFuture<?> answer = perform(operation(exchange), exchange);
            if (answer != null) {
                goOn(answer, exchange, callback);
                return false;
            }
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }

    /** @return null if it is done already */
    private CompletableFuture<?> perform(CtpOperation operation, Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader(CtpHeaders.ACCOUNT, source.account());
        switch (operation) {
            case subscribe -> message.setHeader(CtpHeaders.COUNT, source.subscribeByHand(ids(message)));
            case unsubscribe -> message.setHeader(CtpHeaders.COUNT, source.unsubscribeByHand(ids(message)));
            case status -> message.setBody(source.status());
            case restart -> {
                return answer(operation, source.restart(), done -> message.setBody(source.status()));
            }
            case probe -> {
                return answer(operation, source.probe(), probe -> {
                    message.setBody(probe);
                    if (!probe.good()) {
                        exchange.setException(new ProbeFailedException(source.account(), probe.reason(), exchange));
                    }
                });
            }
            case queryInstruments -> {
                return answer(operation, source.queryInstruments(), contracts -> {
                    instruments().learn(contracts);
                    message.setHeader(CtpHeaders.COUNT, contracts.size());
                    message.setBody(contracts);
                });
            }
            case snapshot -> {
                return answer(operation, snapshot(message), batch -> {
                    instruments().resolve(batch);
                    message.setHeader(CtpHeaders.COUNT, batch.size());
                    message.setBody(batch);
                });
            }
        }
        return null;
    }

    private CtpOperation operation(Exchange exchange) {
        CtpOperation operation = configuration.isAllowOperationHeader()
                ? exchange.getMessage().getHeader(CtpHeaders.OPERATION, CtpOperation.class)
                : null;
        if (operation == null) {
            operation = configuration.getOperation();
        }
        if (operation == null) {
            throw new IllegalArgumentException("ctp:" + source.account() + ": no operation; set operation=subscribe|"
                    + "unsubscribe|queryInstruments|snapshot|restart|probe|status"
                    + " (the header CtpOperation counts only with allowOperationHeader=true)");
        }
        return operation;
    }

    private Set<String> ids(Message message) {
        return InstrumentIds.from(message.getBody());
    }

    private CompletableFuture<TickBatch> snapshot(Message message) {
        String instrumentId = message.getHeader(CtpHeaders.INSTRUMENT_ID, "", String.class);
        String productClass = message.getHeader(CtpHeaders.PRODUCT_CLASS, "", String.class);
        if (instrumentId.isEmpty() && productClass.length() != 1) {
            throw new IllegalArgumentException("ctp:" + source.account() + ": snapshot of what? Set the header "
                    + CtpHeaders.INSTRUMENT_ID + ", or " + CtpHeaders.PRODUCT_CLASS
                    + " to one character (1 future, 2 option, 3 combination, 6 index option, 7 TAS)");
        }
        return source.snapshot(instrumentId, productClass.isEmpty() ? NO_CLASS : productClass.charAt(0));
    }

    private Instruments instruments() {
        return endpoint.getComponent().instruments(source.account());
    }

    /** The source's answer within its time, put into the message by a thread of the component's. */
    private <T> CompletableFuture<Void> answer(CtpOperation operation, CompletableFuture<T> answer, Consumer<T> put) {
        long timeout = configuration.getRequestTimeoutMillis();
        return answer.copy()
                .orTimeout(timeout, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explained(operation, failure)))
                .thenAcceptAsync(put, endpoint.getComponent().answers());
    }

    private Throwable explained(CtpOperation operation, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new TimeoutException("account " + source.account() + ": no answer to " + operation + " within "
                    + configuration.getRequestTimeoutMillis()
                    + " ms; see the account's state, or raise requestTimeoutMillis");
        }
        return failure;
    }

    private void goOn(CompletableFuture<?> answer, Exchange exchange, AsyncCallback callback) {
        answer.whenCompleteAsync(
                (done, failure) -> {
                    if (failure != null) {
                        exchange.setException(
                                failure instanceof CompletionException && failure.getCause() != null
                                        ? failure.getCause()
                                        : failure);
                    }
                    callback.done(false);
                },
                endpoint.getComponent().answers());
    }
}
