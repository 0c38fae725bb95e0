package io.ctpfeed.subscription;

import io.ctpfeed.subscription.LineEvent.Kind;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what the accounts' threads tell, each with its time, to the run's thread. */
final class LineEvents implements LineListener {
    private final BlockingQueue<LineEvent> queue = new LinkedBlockingQueue<>();

    /** Waits for the next. @return null if none came */
    LineEvent await(long nanos) throws InterruptedException {
        return queue.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** @return null if there is none */
    LineEvent next() {
        return queue.poll();
    }

    @Override
    public void sent(String account, List<String> codes, int code) {
        queue.add(LineEvent.of(Kind.SENT, account, codes, code, ""));
    }

    @Override
    public void acknowledged(String account, String instrument) {
        queue.add(LineEvent.of(Kind.ACKNOWLEDGED, account, List.of(instrument), 0, ""));
    }

    @Override
    public void rejected(String account, String instrument, int errorId, String message) {
        queue.add(LineEvent.of(Kind.REJECTED, account, List.of(instrument), errorId, message));
    }

    @Override
    public void lost(String account, String reason) {
        queue.add(LineEvent.of(Kind.LOST, account, List.of(), 0, reason));
    }
}
