package io.ctpfeed.standin.market;

import io.ctpfeed.tick.Contract;

/** How one instrument's ticks are invented: its stream of noise and the sizes of its moves. Prices in price ticks. */
final class Quote {
    /** Prices are whole thousandths, so that dividing gives the nearest double. */
    private static final double PER_UNIT = 1000.0;
    /** The smallest envelope of the prices of a day, around its reference. */
    static final int NARROWEST = 2;

    private final Contract contract;
    final long stream;
    final int hours;
    final char exchange;
    final boolean czce;
    final boolean dce;
    final boolean fiveLevels;
    /** Chance to tick in a frame, in 65,536ths. */
    final int activity;
    /** Lots in a frame, in 1,024ths. */
    final int rate;

    final boolean noOffers;
    final int amplitude;
    final int multiplier;
    /** DCE's night ActionDay: the trading day, nothing, or the calendar day. */
    final int dateVariant;

    private final int tickThousandths;
    private final int listed;

    Quote(Listing listing, long seed) {
        this.contract = listing.contract();
        this.stream = Noise.stream(seed, contract.instrumentId());
        this.hours = listing.hours().ordinal();
        this.exchange = contract.exchangeId().charAt(0);
        this.czce = contract.exchangeId().equals("CZCE");
        this.dce = contract.exchangeId().equals("DCE");
        this.fiveLevels =
                contract.exchangeId().equals("SHFE") || contract.exchangeId().equals("INE");
        this.activity = (int) (listing.activity() * 65_536);
        this.rate = (int) Math.round(listing.lots() * 1024);
        this.noOffers = isTraded() && (stream >>> 40) % 200 == 0;
        this.multiplier = contract.volumeMultiple();
        this.dateVariant = (int) (stream >>> 48) & 7;
        this.tickThousandths = (int) Math.round(contract.priceTick() * PER_UNIT);
        this.listed = (int) Math.round(listing.price() / contract.priceTick());
        this.amplitude = isCombination() ? 6 : Math.max(1, Math.min(400, Math.abs(listed) / 60));
    }

    Contract contract() {
        return contract;
    }

    /** Combinations and TAS: bid and ask only. */
    boolean isCombination() {
        return contract.productClass() == '3' || contract.productClass() == '7';
    }

    boolean isTraded() {
        return rate > 0;
    }

    double price(int ticks) {
        return (long) ticks * tickThousandths / PER_UNIT;
    }

    /** Money, of a sum of price ticks times lots. */
    double money(long tickLots) {
        return tickLots * multiplier * tickThousandths / PER_UNIT;
    }

    /** Average price times multiplier, as all exchanges but CZCE have it. */
    double average(double turnover, int volume) {
        return volume == 0 ? 0 : Math.round(turnover / volume * PER_UNIT) / PER_UNIT;
    }

    /** The pre-settlement price of a trading day: about the listed price. */
    int reference(long epochDay) {
        int span = Math.max(isCombination() ? 3 : 0, Math.abs(listed) / 50);
        int reference = listed + Noise.within(stream ^ 0x51, epochDay, span);
        return isCombination() ? reference : Math.max(1, reference);
    }

    int preClose(int reference, long epochDay) {
        return Math.max(1, reference + Noise.within(stream ^ 0x52, epochDay, 2));
    }

    /** Distance of the opening price from the reference, within the narrowest envelope; never below one tick. */
    int opening(long epochDay) {
        return Math.max(1 - reference(epochDay), Noise.within(stream ^ 0x53, epochDay, NARROWEST));
    }

    double preOpenInterest(long epochDay) {
        return isTraded() ? 2_000L + rate * 20L + Noise.within(stream ^ 0x54, epochDay, 900) : 0;
    }
}
