package io.ctpfeed.publish;

import io.ctpfeed.publish.NatsCheck.Finding;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.NatsCheck.State;
import io.ctpfeed.publish.StreamDeclaration.Difference;
import io.ctpfeed.tick.EventSink;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Compares what JetStream has with what is declared: when the connection comes up, when a declaration changes, and every
 * minute. What is missing is made; what differs is said and left as it is until somebody asks for {@link Mode#APPLY}.
 * A server without JetStream is said once; core NATS has no need of it.
 *
 * <p>A thread of its own asks the server; nobody waits for it but who calls {@link #check}. Any thread.
 */
public final class NatsDeclarations implements AutoCloseable {
    /** What a check may do. */
    public enum Mode {
        LOOK,
        CREATE,
        /** Creates, and changes what differs. */
        APPLY
    }

    private static final int STREAM_NOT_FOUND = 10059;
    private static final int SUBJECTS_OVERLAP = 10065;
    private static final int NOT_FOR_ACCOUNT = 10039;
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final NatsLink link;
    private final Duration patience;
    private final NatsNews news;
    private final List<Consumer<NatsCheck>> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<NatsLink.State> linkListener = this::linkChanged;
    private final ScheduledExecutorService thread;
    private volatile List<StreamDeclaration> declarations = List.of();
    private volatile NatsCheck last;

    /** @param patience for one answer of the server's */
    public NatsDeclarations(NatsLink link, EventSink events, Duration patience) {
        this.link = link;
        this.patience = patience;
        this.news = new NatsNews(events);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "nats-declarations");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        link.addListener(linkListener);
    }

    /** From now on these count. They are checked at once if NATS is there, on the thread of its own. */
    public void declare(List<StreamDeclaration> next) {
        declarations = List.copyOf(next);
        linkChanged(link.state());
    }

    /** Is told of each check, by who made it; must not block. */
    public void addListener(Consumer<NatsCheck> listener) {
        listeners.add(listener);
    }

    /** The last check; null before the first. */
    public NatsCheck last() {
        return last;
    }

    /** Waits until all that is declared is there, or is known not to come. */
    public synchronized void awaitThere(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis();
                !isDecided() && left > 0;
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
            wait(left);
        }
    }

    private boolean isDecided() {
        return last != null
                && (last.jetStream() == JetStream.NONE
                        || last.jetStream() == JetStream.AVAILABLE
                                && last.findings().stream().allMatch(Finding::isThere));
    }

    /** Checks now, and waits for it. What changed since the last check is a log line and an event. */
    public synchronized NatsCheck check(Mode mode) {
        List<StreamDeclaration> all = declarations;
        NatsCheck check = all.isEmpty() ? new NatsCheck(JetStream.AVAILABLE, "", List.of()) : ask(all, mode);
        last = check;
        notifyAll();
        news.tell(check);
        listeners.forEach(listener -> listener.accept(check));
        return check;
    }

    @Override
    public void close() {
        link.removeListener(linkListener);
        thread.shutdownNow();
    }

    private void linkChanged(NatsLink.State state) {
        if (state == NatsLink.State.CONNECTED) {
            soon(Duration.ZERO);
        }
    }

    private void soon(Duration in) {
        try {
            thread.schedule(this::look, in.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed meanwhile
        }
    }

    private void look() {
        if (link.state() == NatsLink.State.CONNECTED
                && check(Mode.CREATE).jetStream() == JetStream.UNANSWERED
                && link.state() == NatsLink.State.CONNECTED) {
            soon(AGAIN);
        }
    }

    private NatsCheck ask(List<StreamDeclaration> all, Mode mode) {
        if (link.state() != NatsLink.State.CONNECTED) {
            return without(JetStream.UNANSWERED, "NATS is not connected; what is declared is checked when it is");
        }
        try {
            JetStreamManagement server = link.connection()
                    .jetStreamManagement(
                            JetStreamOptions.builder().requestTimeout(patience).build());
            server.getAccountStatistics();
            List<Finding> findings = new ArrayList<>();
            for (StreamDeclaration each : all) {
                findings.add(ask(server, each, mode));
            }
            return new NatsCheck(JetStream.AVAILABLE, "", List.copyOf(findings));
        } catch (JetStreamApiException e) {
            return e.getApiErrorCode() == NOT_FOR_ACCOUNT
                    ? without(JetStream.NONE, "NATS gives this account no JetStream; enable it for the account")
                    : without(JetStream.UNANSWERED, "JetStream cannot be asked: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            return link.state() == NatsLink.State.CONNECTED
                            && !link.connection().getServerInfo().isJetStreamAvailable()
                    ? without(JetStream.NONE, "the NATS server runs without JetStream; start it with jetstream {}")
                    : without(JetStream.UNANSWERED, "JetStream does not answer: " + e.getMessage());
        }
    }

    private static Finding ask(JetStreamManagement server, StreamDeclaration each, Mode mode) throws IOException {
        List<Difference> differences = List.of();
        try {
            StreamConfiguration found = find(server, each);
            if (found == null) {
                if (mode == Mode.LOOK) {
                    return finding(each, State.MISSING, differences, "");
                }
                server.addStream(each.wanted());
                return finding(each, State.CREATED, differences, "");
            }
            differences = each.differences(found);
            if (differences.isEmpty()) {
                return finding(each, State.AS_DECLARED, differences, "");
            }
            if (mode != Mode.APPLY
                    || differences.stream().noneMatch(one -> one.field().changeable())) {
                return finding(each, State.DIFFERS, differences, "");
            }
            List<Difference> left = each.differences(
                    server.updateStream(each.mended(found, differences)).getConfiguration());
            return left.isEmpty()
                    ? finding(each, State.CHANGED, differences, "")
                    : finding(each, State.DIFFERS, left, "");
        } catch (JetStreamApiException e) {
            return finding(each, State.FAILED, differences, e.getErrorDescription() + owner(server, each, e));
        }
    }

    private static StreamConfiguration find(JetStreamManagement server, StreamDeclaration each)
            throws IOException, JetStreamApiException {
        try {
            return server.getStreamInfo(each.wanted().getName()).getConfiguration();
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == STREAM_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** Who has the subjects already, as far as the server says it. */
    private static String owner(JetStreamManagement server, StreamDeclaration each, JetStreamApiException why) {
        if (why.getApiErrorCode() != SUBJECTS_OVERLAP) {
            return "";
        }
        try {
            List<String> names = new ArrayList<>();
            for (String subject : each.wanted().getSubjects()) {
                names.addAll(server.getStreamNames(subject));
            }
            names.remove(each.wanted().getName());
            return " (" + String.join(", ", names.stream().distinct().toList()) + ")";
        } catch (IOException | JetStreamApiException e) {
            return "";
        }
    }

    private static Finding finding(StreamDeclaration each, State state, List<Difference> differences, String problem) {
        return new Finding(each.kind(), each.name(), state, differences, problem);
    }

    private static NatsCheck without(JetStream why, String problem) {
        return new NatsCheck(why, problem, List.of());
    }
}
