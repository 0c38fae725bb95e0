package io.ctpfeed.drill.bench;

import io.ctpfeed.tick.WallClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2LongHashMap;

/**
 * A light subscriber: counts the ticks of a subject, checks the numbers of each instrument, and takes each message's time.
 * A thread of its own reads; figures may be asked by any.
 */
final class TickTap implements AutoCloseable {
    static final String THREAD = "bench-tap";

    private static final byte[] SEQUENCE = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECEIVED_AT = "\"receivedAt\":".getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_SECONDS = 10;
    private static final long NONE = -1;

    /** A message as it was. */
    record Sample(String subject, byte[] payload) {}

    private final Socket socket;
    private final boolean numbered;
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Long2LongHashMap lastNumbers = new Long2LongHashMap(NONE);
    private final List<Sample> samples = new ArrayList<>();
    private volatile TapWindow window = new TapWindow();
    private volatile int samplesWanted;
    private volatile long gaps;
    private volatile long total;
    private volatile String failure = "";

    /** @param numbered whether numbers must follow each other; not so where the same messages come again */
    TickTap(String url, String subject, boolean numbered) throws IOException, InterruptedException {
        this.numbered = numbered;
        socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
        send("CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + subject + " 1\r\nPING\r\n");
        Thread thread = new Thread(this::run, THREAD);
        thread.setDaemon(true);
        thread.start();
        if (!subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new IOException("NATS at " + url + " did not answer the benchmark's subscriber in 10 s " + failure);
        }
    }

    /** Figures from here on go to a new window. */
    TapWindow open() {
        TapWindow opened = new TapWindow();
        window = opened;
        return opened;
    }

    /** Messages since the tap was made. */
    long total() {
        return total;
    }

    /** Numbers that were left out or came twice. */
    long gaps() {
        return gaps;
    }

    /** What ended the reading; empty while it goes on. */
    String failure() {
        return failure;
    }

    /** Keeps the coming messages, so many. */
    void sample(int count) {
        samplesWanted = count;
    }

    /** The messages kept so far. */
    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void run() {
        try {
            TapReader reader = new TapReader(socket.getInputStream());
            while (reader.next(this::line)) {
                take(reader);
            }
            failure = "the server closed the connection";
        } catch (IOException | RuntimeException e) {
            failure = e.toString();
        }
    }

    private void line(String line) throws IOException {
        if (line.startsWith("PING")) {
            send("PONG\r\n");
        } else if (line.startsWith("PONG")) {
            subscribed.countDown();
        } else if (line.startsWith("-ERR")) {
            failure = line;
        }
    }

    private void take(TapReader message) {
        long receivedAt = message.number(RECEIVED_AT);
        long number = message.number(SEQUENCE);
        if (receivedAt < 0 || number < 0) {
            throw new IllegalStateException(message.subject() + " brought no tick: seq or receivedAt is missing");
        }
        if (numbered) {
            long last = lastNumbers.put(message.subjectHash(), number);
            if (last != NONE && number != last + 1) {
                gaps += Math.max(1, number - last - 1);
            }
        }
        if (samplesWanted > 0) {
            keep(message);
        }
        total++;
        window.add(receivedAt, WallClock.epochNanos(), message.payloadEnd() - message.payloadStart());
    }

    private void keep(TapReader message) {
        byte[] payload = Arrays.copyOfRange(message.buffer(), message.payloadStart(), message.payloadEnd());
        synchronized (samples) {
            samples.add(new Sample(message.subject(), payload));
        }
        samplesWanted--;
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
