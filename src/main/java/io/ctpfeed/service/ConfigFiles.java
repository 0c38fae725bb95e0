package io.ctpfeed.service;

import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.FeedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the configuration that are edited while the service runs and are not routes or properties: who reads one
 * takes up what it says now, or refuses it. Either is a log line and an event, {@code edit-applied} or
 * {@code edit-refused}, and a refused edit changes nothing.
 *
 * <p>A thread of its own looks four times a second, and reads a file once its size and time stood still between two looks:
 * editors write in several steps. Files may be added by any thread.
 */
final class ConfigFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFiles.class);
    private static final long LOOK_MILLIS = 250;

    private final CamelContext context;
    private final EventSink events;
    private final List<Watched> files = new CopyOnWriteArrayList<>();
    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread;
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /** How a file looked, to tell an edit by. */
    record Stamp(FileTime time, long size) {
        static final Stamp GONE = new Stamp(FileTime.fromMillis(0), -1);

        static Stamp of(Path file) {
            try {
                return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            } catch (IOException e) {
                return GONE;
            }
        }
    }

    /** Takes up what a file says now; what it cannot take is an {@link IllegalArgumentException} of one line. */
    interface Reader {
        /** @return what changed by it, in a few words */
        String read() throws Exception;
    }

    ConfigFiles(CamelContext context, EventSink events) {
        this.context = context;
        this.events = events;
        this.thread = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "config-files");
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** From now on, edits of that file go to that reader; what it says at this moment is taken as known. */
    void watch(Path file, Reader reader) {
        watch(file, Stamp.of(file), reader);
    }

    /** The same, for what was read earlier. @param read how the file looked before it was read */
    void watch(Path file, Stamp read, Reader reader) {
        files.add(new Watched(file, read, reader));
    }

    /** Runs that at each look as well; it must be short. */
    void alongside(Runnable task) {
        tasks.add(task);
    }

    /** Edits taken up. */
    long applied() {
        return applied.get();
    }

    /** Edits refused. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        context.getExecutorServiceManager().shutdownGraceful(thread);
    }

    private void look() {
        for (Watched file : files) {
            try {
                file.look();
            } catch (RuntimeException e) { // the others are to be looked at too
                LOG.error("{} cannot be looked at", file.path, e);
            }
        }
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException e) { // or it would never be run again
                LOG.error("unexpected", e);
            }
        }
    }

    private final class Watched {
        private final Path path;
        private final Reader reader;
        private Stamp taken;
        private Stamp seen;

        Watched(Path path, Stamp read, Reader reader) {
            this.path = path;
            this.reader = reader;
            this.taken = read;
            this.seen = read;
        }

        void look() {
            Stamp now = Stamp.of(path);
            boolean still = now.equals(seen);
            seen = now;
            if (still && !now.equals(taken)) {
                taken = now;
                take();
            }
        }

        private void take() {
            try {
                String change = reader.read();
                LOG.info("edit of {} applied: {}", path, change);
                applied.incrementAndGet();
                tell(EventName.EDIT_APPLIED, "change", change);
            } catch (Exception e) {
                String reason = e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
                LOG.warn("edit refused, what was in force stays: {}", reason);
                refused.incrementAndGet();
                tell(EventName.EDIT_REFUSED, "reason", reason);
            }
        }

        private void tell(EventName name, String what, String text) {
            events.accept(FeedEvent.of(name, "", "file", path.getFileName().toString(), what, text));
        }
    }
}
