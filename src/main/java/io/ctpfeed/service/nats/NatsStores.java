package io.ctpfeed.service.nats;

import io.ctpfeed.publish.LastValueCounters;
import io.ctpfeed.publish.LastValues;
import io.ctpfeed.publish.NatsCheck;
import io.ctpfeed.publish.NatsCheck.Finding;
import io.ctpfeed.publish.NatsCheck.JetStream;
import io.ctpfeed.publish.NatsDeclarations;
import io.ctpfeed.publish.NatsLink;
import io.ctpfeed.publish.PublishObserver;
import io.ctpfeed.publish.StreamDeclaration;
import io.ctpfeed.service.ServiceException;
import io.ctpfeed.service.command.FeedCommand;
import io.ctpfeed.service.nats.DeclarationFiles.LastValuesDeclaration;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What JetStream keeps of the feed: streams and last values as config/nats declares them, followed live. Nothing here is
 * waited for by a tick; the service's start waits a moment where ticks are acknowledged by a stream. Any thread.
 */
public final class NatsStores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NatsStores.class);

    private final DeclarationFiles files;
    private final NatsDeclarations declarations;
    private final LastValues lastValues;
    private List<StreamDeclaration> streams = List.of();
    private LastValuesDeclaration last;

    /**
     * Reads what is declared; without config/nats nothing is.
     *
     * @param patience for one answer of JetStream's
     * @throws ServiceException if a file is broken
     */
    public NatsStores(Path configDir, NatsLink link, Instruments instruments, EventSink events, Duration patience) {
        files = new DeclarationFiles(configDir);
        try {
            if (files.absent()) {
                LOG.info(
                        "{} is not there: no stream and no last values are declared",
                        files.streamsFile().getParent());
            } else {
                streams = files.streams();
                last = files.lastValues();
            }
        } catch (IllegalArgumentException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
        declarations = new NatsDeclarations(link, events, patience);
        lastValues = new LastValues(instruments, link, events);
        declarations.addListener(this::checked);
        declare();
    }

    /** Waits until the streams are there: before, they take no tick. */
    public void awaitThere(Duration patience) throws InterruptedException {
        declarations.awaitThere(patience);
    }

    /** To be told of each tick that is published live. */
    public PublishObserver observer() {
        return lastValues;
    }

    public LastValueCounters lastValues() {
        return lastValues.counters();
    }

    /** Names of the streams that are declared. */
    public synchronized List<String> streamNames() {
        return streams.stream().map(StreamDeclaration::name).toList();
    }

    /** How the server compares with what is declared; null before the first check. */
    public NatsCheck lastCheck() {
        return declarations.last();
    }

    public FeedCommand command() {
        return new NatsFeedCommand(declarations);
    }

    /** @param watch follows a file: calls the reader after an edit, which says what changed */
    public void follow(BiConsumer<Path, Callable<String>> watch) {
        watch.accept(files.streamsFile(), this::readStreams);
        watch.accept(files.lastValuesFile(), this::readLastValues);
    }

    /** Writes what last values are left. */
    @Override
    public void close() throws InterruptedException {
        declarations.close();
        lastValues.close();
    }

    private synchronized String readStreams() {
        streams = files.streams();
        declare();
        return streams.size() + " streams declared; ./ctpfeed nats compares them with the server's";
    }

    private synchronized String readLastValues() {
        last = files.lastValues();
        declare();
        return "bucket " + last.bucket().name() + " declared, each instrument written at most every "
                + last.interval().toMillis() + " ms";
    }

    private synchronized void declare() {
        List<StreamDeclaration> all = new ArrayList<>(streams);
        if (last != null) {
            all.add(last.bucket());
        }
        declarations.declare(all);
    }

    /** Where the bucket is there, last values are written, whether it is as declared or not. */
    private synchronized void checked(NatsCheck check) {
        if (last == null || check.jetStream() == JetStream.UNANSWERED) {
            return;
        }
        String name = last.bucket().name();
        check.findings().stream()
                .filter(each -> each.kind() == StreamDeclaration.Kind.BUCKET
                        && each.name().equals(name))
                .filter(Finding::isThere)
                .findFirst()
                .ifPresentOrElse(
                        bucket -> lastValues.writeTo(name, last.interval(), bucket.state() == NatsCheck.State.CREATED),
                        lastValues::pause);
    }
}
