package io.ctpfeed.component;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that drains the rings of all accounts, in turn: what routes do on it, they do one after the other, so
 * that several lines merge into one stream under one owner.
 *
 * <p>While an account's exchange is in flight on another thread, it goes on with the others. While the end of the way
 * refuses the ticks of one, nothing newer of another goes out: only that one is offered again, until it is through or its
 * route is stopped. Other threads may add readers, wake it and end it.
 */
final class DrainThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DrainThread.class);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CamelContext context;
    private final WaitStrategy waitStrategy;
    private final List<RingReader> readers = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile boolean idle;
    private volatile Thread thread;
    /** The reader whose ticks were refused and go first; null if none. */
    private RingReader first;

    private long complainedAt = System.nanoTime() - SECOND_NANOS;

    DrainThread(CamelContext context, WaitStrategy waitStrategy) {
        this.context = context;
        this.waitStrategy = waitStrategy;
    }

    /** Serves that reader from now on. */
    void add(RingReader reader) {
        readers.add(reader);
        start();
    }

    /** Serves that reader no more. */
    void remove(RingReader reader) {
        readers.remove(reader);
    }

    Collection<RingReader> readers() {
        return readers;
    }

    /** Whether the caller is this thread: then it must not wait for it. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Wakes it if it sleeps; costs a volatile read if it does not. */
    void wake() {
        if (idle) {
            idle = false; // one waker is enough
            LockSupport.unpark(thread);
        }
    }

    /** Ends it, and waits for it at most that long. @return false if it still is in a route */
    boolean end(long timeoutMillis) {
        Thread ending;
        synchronized (this) {
            ending = thread;
            running = false;
            thread = null;
        }
        if (ending == null || ending == Thread.currentThread()) {
            return true;
        }
        LockSupport.unpark(ending);
        try {
            ending.join(timeoutMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !ending.isAlive();
    }

    @Override
    public void run() {
        IdleStrategy strategy = waitStrategy.create();
        long housekeepingAt = System.nanoTime() + SECOND_NANOS;
        while (running) {
            int moved = 0;
            for (RingReader reader : readers) {
                first = first != null && first.isRefused() ? first : refused();
                moved += poll(reader);
            }
            long now = System.nanoTime();
            if (now - housekeepingAt >= 0) {
                housekeepingAt = now + SECOND_NANOS;
                readers.forEach(reader -> everySecond(reader, now));
            }
            if (moved > 0) {
                idle = false;
                strategy.reset();
            } else if (!idle) {
                idle = true; // and looks once more: what came before it was seen would wake nobody
            } else {
                strategy.idle();
            }
        }
    }

    private synchronized void start() {
        if (thread == null) {
            running = true;
            thread = context.getExecutorServiceManager().newThread("CtpDrain", this);
            thread.setContextClassLoader(context.getApplicationContextClassLoader());
            thread.start();
        }
    }

    private RingReader refused() {
        for (RingReader reader : readers) {
            if (reader.isRefused()) {
                return reader;
            }
        }
        return null;
    }

    private int poll(RingReader reader) {
        try {
            return reader.poll(first == null || first == reader);
        } catch (Throwable e) { // it serves the other accounts too
            complain(reader, e);
            return 0;
        }
    }

    private void everySecond(RingReader reader, long now) {
        try {
            reader.everySecond(now);
        } catch (Throwable e) {
            complain(reader, e);
        }
    }

    private void complain(RingReader reader, Throwable e) {
        long now = System.nanoTime();
        if (now - complainedAt >= SECOND_NANOS) {
            complainedAt = now;
            LOG.error("account {}: draining its ring failed; it is tried again", reader.account(), e);
        }
    }
}
