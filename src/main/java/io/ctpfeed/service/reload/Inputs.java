package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.RouteTexts.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.util.URISupport;

/** Which route takes from which endpoint: two may not take from one that allows one consumer. For one check. */
final class Inputs {
    private final Map<String, RouteText> byEndpoint = new HashMap<>();

    /** @throws ProblemException where another route already takes from the same endpoint */
    void add(RouteText text, Route route) throws ProblemException {
        if (route.getEndpoint() instanceof MultipleConsumersSupport shared && shared.isMultipleConsumersSupported()) {
            return;
        }
        Endpoint endpoint = route.getEndpoint();
        RouteText other = byEndpoint.putIfAbsent(endpoint.getEndpointKey(), text);
        if (other != null) {
            String message = "routes " + other.id() + " and " + text.id() + " both take from "
                    + URISupport.sanitizeUri(endpoint.getEndpointBaseUri()).replace("://", ":")
                    + ", which allows one; change one";
            throw new ProblemException(
                    new Problem(text.place().finding(text.place().item().idLine(), message), paths(text, other)));
        }
    }

    private static Set<Path> paths(RouteText one, RouteText other) {
        Set<Path> paths = new HashSet<>();
        paths.add(one.place().file().path());
        paths.add(other.place().file().path());
        return paths;
    }
}
