package io.ctpfeed.standin.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a stand-in library. A reader thread takes in requests; the writer thread does everything else:
 * it answers, sends what the market has released, and keeps the heartbeat. Faults are set from any thread. What goes wrong
 * on either thread is logged, counted as {@code session-failed}, and ends the session.
 */
abstract class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** The longest wait when nothing is due: a lost wake-up costs no more. */
    private static final long LONGEST_WAIT_NANOS = 200_000_000L;

    private static final double HEARTBEAT_SHARE = 53.0 / 120;

    protected final Front front;
    protected final int id;
    protected final WireWriter out;

    private final SocketChannel channel;
    private final Queue<Request> inbox = new ConcurrentLinkedQueue<>();
    private final List<Deferred> deferred = new ArrayList<>();
    private final RateLimit logins = new RateLimit();
    private final Thread reader;
    private final Thread writer;

    private volatile boolean silent;
    private volatile long stalledUntil = System.nanoTime();
    private volatile int dropReason = -1;
    private volatile boolean closed;

    Session(Front front, int id, SocketChannel channel, String kind) {
        this.front = front;
        this.id = id;
        this.channel = channel;
        this.out = new WireWriter(channel, this::flushed);
        String name = "standin-" + front.name() + "-" + kind + "-" + id;
        this.reader = new Thread(this::read, name + "-in");
        this.writer = new Thread(this::write, name + "-out");
        reader.setDaemon(true);
        writer.setDaemon(true);
    }

    /** Answers a request; the writer thread. */
    protected abstract void handle(Request request);

    /** Sends what the market has released; the writer thread. @return nanoseconds until there may be more */
    protected abstract long pump();

    /**
     * Everything written so far has gone; the writer thread.
     *
     * @param given to the connection; else, half-open, to nobody
     */
    protected void flushed(boolean given) {}

    final void start(boolean silentFromTheStart) {
        silent = silentFromTheStart;
        if (silent) {
            out.mute();
        }
        writer.start();
        reader.start();
    }

    /** Something may be due. */
    final void wake() {
        LockSupport.unpark(writer);
    }

    /** Ends the session once what is written has gone out. @param reason 0: the connection just closes */
    final void drop(int reason) {
        dropReason = reason;
        wake();
    }

    /** From then on the link is up and nothing comes. */
    final void halfOpen() {
        silent = true;
        out.mute();
        wake();
    }

    final void stall(long millis) {
        stalledUntil = System.nanoTime() + millis * 1_000_000L;
        wake();
    }

    /** Ends the session at once, even if its peer does not read. */
    final void cut() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // Closed is what it should be.
        }
        wake();
        front.ended(this);
    }

    final boolean isSilent() {
        return silent;
    }

    /** Whether it has said goodbye and waits for its peer to close. */
    final boolean isLeaving() {
        return closed;
    }

    /** Counts a login; whether they come too fast. */
    protected final boolean loginTooSoon() {
        boolean tooSoon = logins.isExceeded(1, front.limits().loginsPerSecond());
        if (tooSoon) {
            front.faults().happens("login-frequency");
        }
        return tooSoon;
    }

    /** Runs an answer on the writer thread after so long, or at once. */
    protected final void defer(int millis, Runnable answer) {
        if (millis == 0) {
            answer.run();
            return;
        }
        deferred.add(new Deferred(System.nanoTime() + millis * 1_000_000L, answer));
    }

    /** An answer without a body. */
    protected final void error(int type, int requestId, RspInfo info) {
        Structs.rspInfo(out.buffer(), out.frame(type, Wire.RSP_INFO | Wire.LAST, requestId, RspInfo.LENGTH), info);
    }

    /** Starts an answer with an RspInfo. @return where its body lies, all zeros */
    protected final int answer(int type, int requestId, int body, RspInfo info, boolean last) {
        int at = out.frame(type, Wire.RSP_INFO | (last ? Wire.LAST : 0), requestId, body + RspInfo.LENGTH);
        Structs.rspInfo(out.buffer(), at + body, info);
        return at;
    }

    /** Whether the peer has something to say first. */
    protected final boolean hasRequests() {
        return !inbox.isEmpty();
    }

    /** Whether no tick may go out now. */
    protected final boolean isHeld() {
        return closed || dropReason >= 0 || System.nanoTime() - stalledUntil < 0;
    }

    /** What was pumped has gone out; the writer thread. */
    protected void written() {}

    private void read() {
        ByteBuffer header = ByteBuffer.allocate(Wire.HEADER_LENGTH);
        try {
            for (Request request; (request = Request.read(channel, header)) != null; ) {
                inbox.add(request);
                wake();
            }
        } catch (Request.MalformedException | RuntimeException | Error e) {
            failed(e);
        } catch (IOException e) {
            // The peer is gone, or we closed: the same to us.
        }
        cut();
    }

    private void write() {
        try {
            hello();
            while (!closed) {
                long stalled = stalledUntil - System.nanoTime();
                if (dropReason >= 0) {
                    sayGoodbye();
                } else if (stalled > 0) {
                    LockSupport.parkNanos(this, stalled);
                } else {
                    work();
                }
            }
        } catch (UncheckedIOException e) {
            cut();
        } catch (RuntimeException | Error e) {
            failed(e);
            cut();
        }
    }

    /** Said, and the session closed: with one of its threads gone it would stay up and be dumb. */
    private void failed(Throwable e) {
        front.faults().happens("session-failed");
        LOG.error("{} is closed: {}", Thread.currentThread().getName(), e.toString(), e);
    }

    private void work() {
        for (Request request; (request = inbox.poll()) != null; ) {
            handle(request);
        }
        long wait = Math.min(LONGEST_WAIT_NANOS, Math.min(pump(), runDeferred()));
        out.flush();
        written();
        wait = Math.min(wait, heartbeat());
        if (wait > 0 && inbox.isEmpty()) {
            LockSupport.parkNanos(this, wait);
        }
    }

    private void hello() {
        Limits limits = front.limits();
        int at = out.frame(Wire.HELLO, 0, 0, 16);
        out.buffer().putInt(at, limits.heartbeatTimeoutMillis());
        out.buffer().putInt(at + 4, limits.reconnectMillis());
        out.buffer().putInt(at + 8, limits.requestsPerSecond());
        out.buffer().putInt(at + 12, this instanceof TraderSession ? limits.requestsInFlight() : 0);
        out.flush();
    }

    private void sayGoodbye() {
        if (dropReason != 0) {
            out.buffer().putInt(out.frame(Wire.DISCONNECT, 0, 0, 4), dropReason);
        }
        out.flush();
        closed = true;
        try {
            channel.shutdownOutput(); // what was written arrives; the reader closes when the peer has
        } catch (IOException e) {
            cut();
        }
    }

    private long heartbeat() {
        long interval = (long) (front.limits().heartbeatTimeoutMillis() * 1_000_000L * HEARTBEAT_SHARE);
        long due = out.lastWrite() + interval - System.nanoTime();
        if (due <= 0 && !silent) {
            out.frame(Wire.HEARTBEAT, 0, 0, 0);
            out.flush();
            return interval;
        }
        return silent ? Long.MAX_VALUE : due;
    }

    private long runDeferred() {
        long wait = Long.MAX_VALUE;
        long now = System.nanoTime();
        for (Iterator<Deferred> all = deferred.iterator(); all.hasNext(); ) {
            Deferred next = all.next();
            if (next.at - now <= 0) {
                all.remove();
                next.answer.run();
            } else {
                wait = Math.min(wait, next.at - now);
            }
        }
        return wait;
    }

    private record Deferred(long at, Runnable answer) {}
}
