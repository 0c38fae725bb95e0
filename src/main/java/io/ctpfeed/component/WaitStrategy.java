package io.ctpfeed.component;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.YieldingIdleStrategy;

/** What the thread that drains the rings does while they are all empty. */
public enum WaitStrategy {
    /** Spins: lowest latency, burns a core. */
    BUSY {
        @Override
        IdleStrategy create() {
            return new BusySpinIdleStrategy();
        }
    },
    /** Yields to other threads: a core is used as far as nobody else wants it. */
    YIELDING {
        @Override
        IdleStrategy create() {
            return new YieldingIdleStrategy();
        }
    },
    /**
     * Spins a little, then sleeps, from 50 up to 1,600 microseconds at a time, and is woken at once by the
     * source when a tick comes. The longest sleep only bounds what a lost wake-up costs; a sleep takes some 35
     * microseconds of a core on a virtual machine, so a shorter one would burn several per cent of it for nothing.
     * It does not yield: on a busy machine a yield may cost milliseconds.
     */
    BACKOFF {
        @Override
        IdleStrategy create() {
            return new BackoffIdleStrategy(
                    100, 0, TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MICROSECONDS.toNanos(1_600));
        }
    },
    /** Sleeps until a source wakes it, 10 milliseconds at the most: next to nothing of a core. */
    PARKING {
        @Override
        IdleStrategy create() {
            return new ParkingIdleStrategy();
        }
    };

    /** A strategy of its own for one thread. */
    abstract IdleStrategy create();

    private static final class ParkingIdleStrategy implements IdleStrategy {
        private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

        @Override
        public void idle(int workCount) {
            if (workCount <= 0) {
                idle();
            }
        }

        @Override
        public void idle() {
            LockSupport.parkNanos(this, LONGEST_NANOS);
        }

        @Override
        public void reset() {}
    }
}
