package io.ctpfeed.ops.hawtio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the calling thread out of the way of ticks: the service may run with real-time scheduling, which each thread has from
 * the one that made it. From here on this one has the ordinary policy and gives way to others, and so do those that it makes.
 */
final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final int SCHED_OTHER = 0;
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;
    private static final int NICE = 10;

    private Background() {}

    /** Of sched_setscheduler(2) and setpriority(2), which on Linux are about one thread. */
    private interface CLibrary extends Library {
        int sched_setscheduler(int thread, int policy, int[] priority) throws LastErrorException;

        int setpriority(int which, int thread, int nice) throws LastErrorException;
    }

    static void enter() {
        try {
            CLibrary c = Native.load("c", CLibrary.class);
            c.sched_setscheduler(THIS_THREAD, SCHED_OTHER, new int[] {0});
            c.setpriority(PRIO_PROCESS, THIS_THREAD, NICE);
        } catch (LastErrorException | UnsatisfiedLinkError e) {
            LOG.info("this thread keeps its scheduling: {}", e.toString());
        }
    }
}
