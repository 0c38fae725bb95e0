package io.ctpfeed.standin.front;

import java.util.ArrayList;
import java.util.List;

/**
 * Subscribing and unsubscribing of one session: an acknowledgement for each code, then the last snapshot of each that is
 * now subscribed, then its ticks. The session's writer thread.
 */
final class Subscriptions {
    private static final int SPECIFIC_INSTRUMENT_LENGTH = 112;
    private static final int SPECIFIC_INSTRUMENT_ID = 31;

    private final MarketDataSession session;
    private final Front front;
    private final Wanted wanted;
    private final TickOutlet outlet;
    private final RateLimit rate = new RateLimit();

    Subscriptions(MarketDataSession session, Front front, Wanted wanted, TickOutlet outlet) {
        this.session = session;
        this.front = front;
        this.wanted = wanted;
        this.outlet = outlet;
    }

    void subscribe(Request request) {
        List<String> codes = codes(request);
        if (rate.isExceeded(codes.size(), front.limits().subscriptionsPerSecond())) {
            front.faults().happens("kicked-subscribing");
            session.drop(Disconnects.READ_FAILED);
            return;
        }
        List<Integer> accepted = new ArrayList<>(codes.size());
        boolean tooMany = false;
        for (int i = 0; i < codes.size(); i++) {
            RspInfo result = accept(codes.get(i), accepted);
            tooMany |= result == RspInfo.TOO_MANY_INSTRUMENTS;
            acknowledge(Wire.MD_RSP_SUBSCRIBE, request, codes, i, result);
        }
        if (tooMany) {
            session.error(Wire.MD_RSP_ERROR, request.requestId(), RspInfo.TOO_MANY_INSTRUMENTS);
        }
        for (int index : accepted) {
            outlet.snapshot(index, session.lastPassed(index));
        }
    }

    void unsubscribe(Request request) {
        List<String> codes = codes(request);
        for (int i = 0; i < codes.size(); i++) {
            int index = front.market().universe().indexOf(codes.get(i));
            if (index >= 0) {
                wanted.remove(index);
            }
            acknowledge(
                    Wire.MD_RSP_UNSUBSCRIBE, request, codes, i, index < 0 ? RspInfo.INSTRUMENT_NOT_FOUND : RspInfo.OK);
        }
    }

    private RspInfo accept(String code, List<Integer> accepted) {
        int index = front.market().universe().indexOf(code);
        if (index < 0 || front.faults().rejects(code)) {
            return RspInfo.INSTRUMENT_NOT_FOUND;
        }
        int limit = front.limits().instruments();
        if (limit > 0 && !wanted.contains(index) && wanted.count() >= limit) {
            front.faults().happens("instrument-limit");
            return RspInfo.TOO_MANY_INSTRUMENTS;
        }
        wanted.add(index);
        accepted.add(index);
        return RspInfo.OK;
    }

    private void acknowledge(int type, Request request, List<String> codes, int place, RspInfo result) {
        if (!result.isError() && front.faults().swallows()) {
            return;
        }
        boolean last = place == codes.size() - 1 || front.faults().saysLast(place);
        int at = session.answer(type, request.requestId(), SPECIFIC_INSTRUMENT_LENGTH, result, last);
        Structs.text(session.out.buffer(), at + SPECIFIC_INSTRUMENT_ID, Wire.CODE_LENGTH, codes.get(place));
    }

    private static List<String> codes(Request request) {
        List<String> codes = new ArrayList<>();
        for (int at = 0; at + Wire.CODE_LENGTH <= request.payload().length; at += Wire.CODE_LENGTH) {
            codes.add(Structs.text(request.payload(), at, Wire.CODE_LENGTH));
        }
        return codes;
    }
}
