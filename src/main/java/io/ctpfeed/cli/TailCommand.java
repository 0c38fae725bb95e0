package io.ctpfeed.cli;

import io.ctpfeed.config.Secret;
import io.ctpfeed.publish.Subjects;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctpfeed tail}: what is on a subject, one line a message, until interrupted. */
@Command(
        name = "tail",
        description = "Print the messages of a NATS subject, one a line: the subject, a space, the payload."
                + " With --last the last value of each instrument instead, and end.",
        footer = {
            "",
            "For example:",
            "  ctpfeed tail 'md.tick.SHFE.*'      ticks of one exchange",
            "  ctpfeed tail 'md.event.>'          what happens to the feed",
            "  ctpfeed tail -n 1 'md.tick.>'      is there any tick at all?",
            "  ctpfeed tail --last 'SHFE.*'       last values of one exchange",
            "  ctpfeed tail --last SHFE.rb2610    of one instrument",
            "",
            "Exit code 0: as many as asked for came, or nobody reads any more. 3: the server refuses the credentials."
                    + " 4: no NATS server answers."
        })
public final class TailCommand implements Callable<Integer> {
    private static final int RECONNECTS = 3;
    private static final Duration WAIT = Duration.ofMillis(200);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SUBJECT",
            description =
                    "The subject, or with --last the key EXCHANGE.INSTRUMENT, in quotes; * stands for one token between"
                            + " dots, > for all that follow.")
    private String subject;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "End after N messages; by default it goes on until Ctrl-C.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--last", description = "Print what is in the bucket of last values now, and end.")
    private boolean last;

    @Option(
            names = "--bucket",
            paramLabel = "NAME",
            defaultValue = "md-last",
            description = "The bucket of last values, as in config/nats/last-values.yaml; ${DEFAULT-VALUE} by default.")
    private String bucket;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:NATS_URL:-nats://127.0.0.1:4222}",
            description = "The NATS server; by default NATS_URL of the environment, or nats://127.0.0.1:4222.")
    private String server;

    @Override
    public Integer call() throws InterruptedException {
        checkSubject();
        try (Connection connection = Nats.connect(options())) {
            if (last) {
                new LastValuePrinter(connection, bucket)
                        .print(subject, count, spec.commandLine().getOut());
                return ExitCode.OK.code();
            }
            spec.commandLine().getErr().println(Errors.PREFIX + "listening to " + subject + " at " + shown());
            print(connection.subscribe(subject), spec.commandLine().getOut());
            return ExitCode.OK.code();
        } catch (AuthenticationException e) {
            throw new CommandFailed(
                    ExitCode.CONFIGURATION, named() + " refused the credentials; give a --server that takes you", e);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    named() + ": " + Secret.withoutUserInfo(String.valueOf(e.getMessage()))
                            + "; is it up? see --server",
                    e);
        }
    }

    private Options options() {
        try {
            return new Options.Builder()
                    .server(server)
                    .connectionName("ctpfeed tail")
                    .maxReconnects(RECONNECTS)
                    .errorListener(new ErrorListener() {}) // what it would log is said here, once
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--server = " + shown() + ": not nats://HOST:PORT");
        }
    }

    /** A subject that can match nothing would only be waited for in vain. */
    private void checkSubject() {
        if (!subject.equals(">") && !Subjects.isFilter(subject)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + subject + "' is no subject of NATS; for example 'md.tick.SHFE.*'");
        }
    }

    /** Ends when enough was printed, or nobody reads it any more. */
    private void print(Subscription subscription, PrintWriter out) throws InterruptedException {
        for (long printed = 0; printed < count && !out.checkError(); ) { // which flushes
            Message message = next(subscription);
            while (message != null) {
                out.println(message.getSubject() + " " + new String(message.getData(), StandardCharsets.UTF_8));
                message = ++printed < count && subscription.getPendingMessageCount() > 0 ? next(subscription) : null;
            }
        }
        out.flush();
    }

    private Message next(Subscription subscription) throws InterruptedException {
        try {
            return subscription.nextMessage(WAIT);
        } catch (IllegalStateException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, named() + " is gone; start it, and this again", e);
        }
    }

    private String named() {
        return "NATS at " + shown();
    }

    private String shown() {
        return Secret.withoutUserInfo(server);
    }
}
