package io.ctpfeed.service.inspect;

import io.ctpfeed.quality.DayPart;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.subscription.Silence;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;

/** Silence by each instrument's own pace in that part of the day, within its own session. Any thread. */
public final class PaceSilence implements Silence {
    private final TickPace pace;
    private final Instruments instruments;

    public PaceSilence(TickPace pace, Instruments instruments) {
        this.pace = pace;
        this.instruments = instruments;
    }

    @Override
    public Judgement judge(String code, long heardAt, long now) {
        Instrument instrument = instruments.of(code);
        if (!TickPace.hasPace(instrument)) {
            return new Judgement(Verdict.NOT_JUDGED, UNKNOWN, UNKNOWN);
        }
        long silent = pace.silentFor(instrument, heardAt, now);
        DayPart part = pace.part(instrument, now);
        if (silent == TickPace.UNKNOWN || part == null) {
            return Judgement.NOT_TRADING;
        }
        long limit = pace.limit(instrument, part);
        Verdict verdict =
                limit == TickPace.UNKNOWN ? Verdict.NOT_JUDGED : silent > limit ? Verdict.UNUSUAL : Verdict.USUAL;
        return new Judgement(verdict, silent, limit);
    }
}
