package io.ctpfeed.cli;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctpfeed tail}: what is on a subject, one line a message, until interrupted. */
@Command(
        name = "tail",
        description = "Print the messages of a NATS subject, one a line: the subject, a space, the payload.",
        footer = {
            "",
            "For example:",
            "  ctpfeed tail 'md.tick.SHFE.*'      ticks of one exchange",
            "  ctpfeed tail 'md.event.>'          what happens to the feed"
        })
public final class TailCommand implements Callable<Integer> {
    private static final int UNREACHABLE = 4;
    private static final Duration WAIT = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SUBJECT",
            description = "The subject; * stands for one token, > for all that follow. Quote it.")
    private String subject;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "End after so many messages; by default when interrupted.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:NATS_URL:-nats://127.0.0.1:4222}",
            description = "The NATS server; by default NATS_URL of the environment, or nats://127.0.0.1:4222.")
    private String server;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Connection connection = Nats.connect(new Options.Builder()
                .server(server)
                .connectionName("ctpfeed tail")
                .build())) {
            print(connection.subscribe(subject), out);
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine()
                    .getErr()
                    .println("tail: NATS at " + server + ": " + e.getMessage() + "; is it up? see --server");
            return UNREACHABLE;
        }
    }

    private void print(Subscription subscription, PrintWriter out) throws InterruptedException {
        for (long printed = 0; printed < count && subscription.isActive(); ) {
            Message message = subscription.nextMessage(WAIT);
            if (message == null) {
                out.flush();
                continue;
            }
            out.println(message.getSubject() + " " + new String(message.getData(), StandardCharsets.UTF_8));
            printed++;
        }
        out.flush();
    }
}
