package io.ctpfeed.service;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.service.reload.Finding;
import io.ctpfeed.service.reload.PropertyChange;
import io.ctpfeed.service.reload.PropertyListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service itself makes of an edit of config/application.properties. The thread that reloads. */
final class ServiceProperties implements PropertyListener {
    /**
     * What is read once, at the start: whole names, or what they begin with. Routes may use these too; the half that the
     * service read needs a restart all the same.
     */
    private static final List<String> FROZEN = List.of(
            "camel.",
            "ctp.accounts.",
            "failover.back-after-seconds",
            "failover.back-not-before-minutes",
            "failover.error-percent",
            "failover.first-choice",
            "failover.most-an-hour",
            "failover.silent-seconds",
            "failover.start-seconds",
            "failover.switch-seconds",
            "hawtio.",
            "journal.",
            "lines.",
            "log.",
            "nats.",
            "ops.",
            "publish.ack-timeout-millis",
            "publish.delivery",
            "publish.in-flight-messages",
            "publish.late-ticks-per-second",
            "relay.",
            "source.connect-timeout-millis",
            "source.login-timeout-millis",
            "source.query-timeout-millis",
            "source.reconnect-backoff-max-millis",
            "source.reconnect-backoff-min-millis",
            "source.ring-capacity-ticks",
            "source.wait-strategy");

    /** Names that routes give themselves. */
    private static final String OF_ROUTES = "routes.";

    private static final Pattern PLACE = Pattern.compile("(.*):(\\d+)");

    private final ConfigSource source;
    private final List<Predicate<String>> live;

    /** @param live each takes a property by its name into force, or answers false where it is none of its */
    ServiceProperties(ConfigSource source, List<Predicate<String>> live) {
        this.source = source;
        this.live = live;
    }

    @Override
    public List<Finding> check(Path file, String text) {
        return source.problemsWith(file, text).stream()
                .map(problem -> finding(file, problem))
                .toList();
    }

    @Override
    public Optional<String> overruledBy(String key) {
        return source.overruledBy(key);
    }

    @Override
    public boolean apply(PropertyChange change, boolean usedByRoutes) {
        boolean applied = live.stream().anyMatch(each -> each.test(change.key()));
        return applied
                || !isFrozen(change.key()) && (usedByRoutes || change.key().startsWith(OF_ROUTES));
    }

    static boolean isFrozen(String key) {
        return FROZEN.stream().anyMatch(name -> name.endsWith(".") ? key.startsWith(name) : key.equals(name));
    }

    private Finding finding(Path file, io.ctpfeed.config.Finding problem) {
        Matcher place = PLACE.matcher(problem.origin());
        if (place.matches()
                && source.home()
                        .resolve(place.group(1))
                        .equals(file.toAbsolutePath().normalize())) {
            var here = new io.ctpfeed.config.Finding(
                    problem.subject(), problem.value(), "", problem.problem(), problem.remedy());
            return new Finding(file, Integer.parseInt(place.group(2)), here.toString());
        }
        return new Finding(file, 0, problem.toString());
    }
}
