package io.ctpfeed.service.duty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;

/**
 * Renews contract lists and subscriptions by the route at {@code direct:subscribe}, which judges the lists:
 * there is no other way. One thread at a time.
 */
final class Subscriptions {
    private static final String ROUTE_URI = "direct://subscribe";

    private final Supplier<CamelContext> context;

    Subscriptions(Supplier<CamelContext> context) {
        this.context = context;
    }

    /** @param accounts empty: all there are. @return what went wrong; empty if nothing */
    List<Problem> renew(Collection<String> accounts) {
        boolean route = context.get().getRoutes().stream()
                .anyMatch(each -> each.getEndpoint().getEndpointBaseUri().equals(ROUTE_URI));
        return route
                ? byRoute(String.join(",", accounts))
                : problem(
                        "contract lists and subscription were not renewed: no route is at direct:subscribe; put it back"
                                + " into routes/subscription.yaml");
    }

    private List<Problem> byRoute(String accounts) {
        try (ProducerTemplate template = context.get().createProducerTemplate()) {
            template.requestBodyAndHeader(ROUTE_URI, null, "account", accounts);
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
