package io.ctpfeed.publish;

import io.ctpfeed.tick.Instruments;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a key-value bucket without waiting: at most {@link #MOST} writes are under way, and one of an instrument, so
 * that an older value never comes after a newer one. One thread.
 */
final class BucketWriter {
    /** Under way at once. More would only wait in the connection's queue, before ticks. */
    private static final int MOST = 500;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Told what became of a write. */
    interface Settled {
        /** @param problem null: the server has it */
        void settled(int instrument, Throwable problem);
    }

    private record Write(int instrument, long sentAt, CompletableFuture<PublishAck> answer) {}

    private final Instruments instruments;
    private final NatsLink link;
    private final Settled listener;
    private final Subjects keys;
    private final ArrayDeque<Write> underWay = new ArrayDeque<>();
    private final BitSet busy = new BitSet();
    private JetStream jetStream;

    BucketWriter(String bucket, Instruments instruments, NatsLink link, Settled listener) {
        this.instruments = instruments;
        this.link = link;
        this.listener = listener;
        this.keys = new Subjects("$KV." + bucket);
    }

    /** Whether a write can be tried: there is a connection. */
    boolean ready() {
        return link.state() == NatsLink.State.CONNECTED;
    }

    /** Whether a write of that instrument is under way. */
    boolean busy(int instrument) {
        return busy.get(instrument);
    }

    /** @return false: as many are under way as may be, or the connection takes no more now */
    boolean send(int instrument, byte[] value) {
        if (underWay.size() >= MOST) {
            return false;
        }
        CompletableFuture<PublishAck> answer;
        try {
            answer = jetStream().publishAsync(keys.of(instruments.get(instrument)), value);
        } catch (IllegalStateException e) { // the connection's queue is full, or it was closed this moment
            return false;
        } catch (IOException | RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        busy.set(instrument);
        underWay.add(new Write(instrument, System.nanoTime(), answer));
        return true;
    }

    /**
     * Tells what became of writes, in their order, as far as it is known. What was under way when the connection broke is
     * answered by nobody, and what is not answered in time likewise.
     */
    void settle() {
        boolean away = !ready();
        for (Write first = underWay.peek(); first != null; first = underWay.peek()) {
            boolean late = away || System.nanoTime() - first.sentAt > PATIENCE_NANOS;
            if (!first.answer.isDone() && !late) {
                return;
            }
            underWay.poll();
            busy.clear(first.instrument);
            listener.settled(first.instrument, problem(first.answer));
        }
    }

    private static Throwable problem(CompletableFuture<PublishAck> answer) {
        if (!answer.isDone()) {
            answer.cancel(true);
            return new IOException("no acknowledgement");
        }
        try {
            answer.join();
            return null;
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return cause;
        }
    }

    private JetStream jetStream() throws IOException {
        if (jetStream == null) {
            Connection connection = link.connection();
            jetStream = connection.jetStream();
        }
        return jetStream;
    }
}
