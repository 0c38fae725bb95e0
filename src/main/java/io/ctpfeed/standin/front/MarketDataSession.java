package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.MarketFrame;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.standin.market.Timetable;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A market-data session: it keeps a place of its own in the market's order and sends what was released since, so what
 * waits for a slow peer needs no memory. The order of ticks is the market's: frame by frame, by index within a frame.
 */
final class MarketDataSession extends Session {
    private static final int LOGOUT_LENGTH = 27;
    /** Ticks sent before requests are looked at again. */
    private static final int TURN = 8_192;

    private final Market market;
    private final Wanted wanted;
    private final Subscriptions subscriptions;
    private final TickOutlet outlet;
    private final AtomicInteger pouring = new AtomicInteger();
    private volatile long cursor;
    private volatile long written;
    private boolean loggedIn;
    private boolean overfull;

    MarketDataSession(Front front, int id, SocketChannel channel) {
        super(front, id, channel, "md");
        this.market = front.market();
        this.wanted = new Wanted(market.size());
        this.cursor = front.position();
        this.outlet = new TickOutlet(this, front, out);
        this.subscriptions = new Subscriptions(this, front, wanted, outlet);
    }

    @Override
    protected void handle(Request request) {
        switch (request.type()) {
            case Wire.MD_LOGIN -> defer(front.loginDelay(), () -> logIn(request));
            case Wire.MD_LOGOUT -> logOut(request);
            case Wire.MD_SUBSCRIBE -> subscribe(request);
            case Wire.MD_UNSUBSCRIBE -> subscriptions.unsubscribe(request);
            default -> {
                // hello and heartbeats ask for nothing
            }
        }
    }

    @Override
    protected long pump() {
        int pour = pouring.getAndSet(0);
        if (pour > 0) {
            outlet.pour(pour, market.frame(Position.frame(cursor)));
        }
        long target = front.position();
        if (wanted.count() == 0) {
            cursor = target;
        }
        long at = cursor;
        int sent = 0;
        while (at < target && sent < TURN && !isHeld() && !hasRequests()) {
            MarketFrame frame = market.frame(Position.frame(at));
            boolean whole = Position.frame(target) > frame.number();
            int end = whole ? market.size() : Position.upTo(target);
            int index = wanted.from(Position.upTo(at));
            for (; index < end && sent < TURN; index = wanted.from(index + 1)) {
                if (market.ticks(index, frame)) {
                    outlet.tick(index, frame);
                    sent++;
                }
            }
            at = index < end
                    ? Position.of(frame.number(), index)
                    : whole ? Position.of(Timetable.next(frame.number()), 0) : target;
            cursor = at;
        }
        return at < target ? 0 : front.untilNextPosition();
    }

    @Override
    protected void written() {
        written = cursor;
    }

    /** Whether ticks that were released are still to go out; any thread. */
    boolean isBehind() {
        return wanted.count() > 0 && written < front.position();
    }

    @Override
    protected void flushed(boolean given) {
        outlet.flushed(given);
    }

    /** Lets the library hand out one tick so many times, for the benchmark; any thread. */
    void pour(int count) {
        pouring.set(count);
        wake();
    }

    /** Instruments subscribed, at a moment just past; any thread. */
    int subscribed() {
        return wanted.count();
    }

    /** The last frame of an instrument that this session has passed. */
    long lastPassed(int index) {
        long at = cursor;
        return market.lastTickBefore(index, Position.frame(at) + (index < Position.upTo(at) ? 1 : 0));
    }

    /** Throws the session out if more than {@code limit} ticks have been waiting for two looks in a row; any thread. */
    void checkQueue(int limit) {
        boolean was = overfull;
        overfull = waiting(limit) > limit;
        if (was && overfull) {
            front.faults().happens("kicked-queue");
            cut();
        }
    }

    private int waiting(int limit) {
        long at = cursor;
        long target = front.position();
        int waiting = 0;
        while (at < target && waiting <= limit && wanted.count() > 0) {
            MarketFrame frame = market.frame(Position.frame(at));
            boolean whole = Position.frame(target) > frame.number();
            int end = whole ? market.size() : Position.upTo(target);
            for (int i = wanted.from(Position.upTo(at)); i < end && waiting <= limit; i = wanted.from(i + 1)) {
                waiting += market.ticks(i, frame) ? 1 : 0;
            }
            at = whole ? Position.of(Timetable.next(frame.number()), 0) : target;
        }
        return waiting;
    }

    private void logIn(Request request) {
        RspInfo refusal = front.faults().refusal();
        RspInfo result = refusal != null
                ? refusal
                : loginTooSoon()
                        ? RspInfo.LOGIN_FREQUENCY
                        : front.checksMarketDataLogins() ? front.logIn(request) : RspInfo.OK;
        loggedIn = !result.isError();
        int at = answer(Wire.MD_RSP_LOGIN, request.requestId(), LoginAnswer.LENGTH, result, true);
        LoginAnswer.write(out.buffer(), at, request, front, id);
    }

    private void logOut(Request request) {
        loggedIn = false;
        int at = answer(Wire.MD_RSP_LOGOUT, request.requestId(), LOGOUT_LENGTH, RspInfo.OK, true);
        out.buffer().putBytes(at, request.payload(), 0, Math.min(LOGOUT_LENGTH, request.payload().length));
    }

    private void subscribe(Request request) {
        if (!loggedIn) {
            error(Wire.MD_RSP_ERROR, request.requestId(), RspInfo.NOT_LOGGED_IN);
        } else {
            subscriptions.subscribe(request);
        }
    }
}
