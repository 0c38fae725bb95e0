package io.ctpfeed.service.duty;

import io.ctpfeed.source.MarketDataSource;
import io.ctpfeed.tick.Instruments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * Renews contract list and subscription of all accounts: by the route at {@code direct:subscribe} if there is one, which
 * does both; without one the contract list alone, and each account goes on with what it had. One thread at a time.
 */
final class Subscriptions {
    private static final String ROUTE_URI = "direct://subscribe";

    private final Supplier<CamelContext> context;
    private final Instruments instruments;

    Subscriptions(Supplier<CamelContext> context, Instruments instruments) {
        this.context = context;
        this.instruments = instruments;
    }

    /** @return what went wrong; empty if nothing */
    List<Problem> renew(List<MarketDataSource> accounts) {
        boolean route = context.get().getRoutes().stream()
                .anyMatch(each -> each.getEndpoint().getEndpointBaseUri().equals(ROUTE_URI));
        return route ? byRoute() : contractLists(accounts);
    }

    private List<Problem> byRoute() {
        try (ProducerTemplate template = context.get().createProducerTemplate()) {
            template.requestBody(ROUTE_URI, (Object) null);
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CamelExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return List.of(new Problem(Problem.Kind.OTHER, "the subscription failed: " + cause.getMessage()));
        }
    }

    /** Each answers within source.query-timeout-millis, with a list or with a failure. */
    private List<Problem> contractLists(List<MarketDataSource> accounts) {
        List<Problem> problems = new ArrayList<>();
        int known = 0;
        for (MarketDataSource account : accounts) {
            try {
                instruments.learn(account.queryInstruments().join());
                known++;
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                problems.add(new Problem(Problem.Kind.OTHER, "no contract list: " + cause.getMessage()));
            }
        }
        return known > 0 ? List.of() : problems;
    }
}
