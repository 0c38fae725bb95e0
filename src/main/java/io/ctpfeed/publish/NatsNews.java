package io.ctpfeed.publish;

import io.ctpfeed.publish.NatsCheck.Finding;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.StreamDeclaration.Difference;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what a check found where it is not what the one before found: a log line and an event each. One thread at a time. */
final class NatsNews {
    private static final Logger LOG = LoggerFactory.getLogger(NatsDeclarations.class);

    private final EventSink events;
    private final Map<String, Finding> said = new HashMap<>();
    private JetStream last = JetStream.AVAILABLE;
    private boolean missing;

    NatsNews(EventSink events) {
        this.events = events;
    }

    void tell(NatsCheck check) {
        switch (check.jetStream()) {
            case AVAILABLE -> {
                if (missing) {
                    say(EventName.JETSTREAM_AVAILABLE);
                }
                missing = false;
            }
            case NONE -> {
                if (!missing) {
                    LOG.warn(
                            "{}. Ticks and events go out on core NATS; none is kept, and there are no last values",
                            check.problem());
                    say(EventName.JETSTREAM_MISSING, "problem", check.problem());
                }
                missing = true;
            }
            case UNANSWERED -> {
                if (last != JetStream.UNANSWERED) {
                    LOG.warn("{}", check.problem());
                }
            }
        }
        last = check.jetStream();
        for (Finding finding : check.findings()) {
            Finding before = said.put(finding.kind() + " " + finding.name(), finding);
            if (!finding.equals(before)) {
                tell(finding, before);
            }
        }
    }

    private void tell(Finding finding, Finding before) {
        String what = finding.kind() + " " + finding.name();
        switch (finding.state()) {
            case AS_DECLARED -> {
                if (before == null) {
                    LOG.info("{} is as declared in config/nats", what);
                } else if (!before.good()) {
                    LOG.info("{} is as declared in config/nats again", what);
                    say(EventName.NATS_AS_DECLARED, details(finding));
                }
            }
            case MISSING -> LOG.warn("{} is declared in config/nats and not there", what);
            case CREATED -> {
                LOG.info("{} was not there, made as declared in config/nats", what);
                say(EventName.NATS_CREATED, details(finding));
            }
            case DIFFERS -> {
                LOG.warn(
                        "{} is not as declared in config/nats: {}. It stays so; ./ctpfeed nats tells more",
                        what,
                        text(finding.differences()));
                say(EventName.NATS_DIFFERS, details(finding));
            }
            case CHANGED -> {
                LOG.info("{} changed, was: {}", what, text(finding.differences()));
                say(EventName.NATS_CHANGED, details(finding));
            }
            case FAILED -> {
                LOG.error(
                        "{} cannot be made as declared in config/nats: {}; see ./ctpfeed nats",
                        what,
                        finding.problem());
                say(EventName.NATS_DECLARATION_FAILED, details(finding));
            }
        }
    }

    private static String text(List<Difference> differences) {
        return differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
    }

    private static Object[] details(Finding finding) {
        List<Object> details = new ArrayList<>(List.of(finding.kind().toString(), finding.name()));
        if (!finding.differences().isEmpty()) {
            details.add("differences");
            details.add(finding.differences().stream().map(NatsNews::details).toList());
        }
        if (!finding.problem().isEmpty()) {
            details.add("problem");
            details.add(finding.problem());
        }
        return details.toArray();
    }

    private static Map<String, Object> details(Difference difference) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("field", difference.field().toString());
        details.put("declared", difference.declared());
        details.put("found", difference.found());
        return details;
    }

    private void say(EventName name, Object... details) {
        events.accept(FeedEvent.of(name, "nats", details));
    }
}
