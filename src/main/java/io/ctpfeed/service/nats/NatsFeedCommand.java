package io.ctpfeed.service.nats;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.publish.NatsCheck;
import io.ctpfeed.publish.NatsCheck.Finding;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.NatsDeclarations;
import io.ctpfeed.publish.NatsDeclarations.Mode;
import io.ctpfeed.publish.StreamDeclaration.Difference;
import io.ctpfeed.service.command.CommandException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.command.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code nats}: {@code {"apply":true}} or nothing. A line {@code found} for each stream and bucket that config/nats
 * declares. Exit codes: 0 all is as declared, 4 NATS or JetStream is not there, 7 something is otherwise.
 */
final class NatsFeedCommand implements FeedCommand {
    private static final int UNREACHABLE = 4;
    private static final int PARTLY_FAILED = 7;

    private final NatsDeclarations declarations;

    NatsFeedCommand(NatsDeclarations declarations) {
        this.declarations = declarations;
    }

    @Override
    public String name() {
        return "nats";
    }

    @Override
    public void run(JsonNode arguments, Reply reply) throws CommandException {
        NatsCheck check = declarations.check(arguments.path("apply").asBoolean() ? Mode.APPLY : Mode.LOOK);
        if (check.jetStream() != JetStream.AVAILABLE) {
            throw new CommandException(UNREACHABLE, check.problem());
        }
        check.findings().forEach(finding -> reply.send(line(finding)));
        long good = check.findings().stream().filter(Finding::good).count();
        reply.result(
                check.good() ? 0 : PARTLY_FAILED,
                Map.of("declared", check.findings().size(), "asDeclared", good));
    }

    private static Map<String, Object> line(Finding finding) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "found");
        line.put("kind", finding.kind().toString());
        line.put("name", finding.name());
        line.put("state", finding.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        line.put("differences", differences(finding.differences()));
        if (!finding.problem().isEmpty()) {
            line.put("problem", finding.problem());
        }
        return line;
    }

    private static List<Map<String, Object>> differences(List<Difference> differences) {
        return differences.stream()
                .map(each -> {
                    Map<String, Object> shown = new LinkedHashMap<>();
                    shown.put("field", each.field().toString());
                    shown.put("declared", each.declared());
                    shown.put("found", each.found());
                    shown.put("changeable", each.field().changeable());
                    return shown;
                })
                .toList();
    }
}
