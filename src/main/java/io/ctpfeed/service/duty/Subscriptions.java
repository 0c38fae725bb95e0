package io.ctpfeed.service.duty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * Renews contract list and subscription of all accounts by the route at {@code direct:subscribe}, which judges the lists:
 * there is no other way. One thread at a time.
 */
final class Subscriptions {
    private static final String ROUTE_URI = "direct://subscribe";

    private final Supplier<CamelContext> context;

    Subscriptions(Supplier<CamelContext> context) {
        this.context = context;
    }

    /** @return what went wrong; empty if nothing */
    List<Problem> renew() {
        boolean route = context.get().getRoutes().stream()
                .anyMatch(each -> each.getEndpoint().getEndpointBaseUri().equals(ROUTE_URI));
        return route
                ? byRoute()
                : problem(
                        "contract lists and subscription were not renewed: no route is at direct:subscribe; put it back"
                                + " into routes/subscription.yaml");
    }

    private List<Problem> byRoute() {
        try (ProducerTemplate template = context.get().createProducerTemplate()) {
            template.requestBody(ROUTE_URI, (Object) null);
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CamelExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return problem("the subscription failed: " + cause.getMessage());
        }
    }

    private static List<Problem> problem(String text) {
        return List.of(new Problem(Problem.Kind.OTHER, text));
    }
}
