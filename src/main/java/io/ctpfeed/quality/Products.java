package io.ctpfeed.quality;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.TickBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The product of each instrument, looked up once a contract list. The classification's thread only. */
final class Products {
    private final Instruments instruments;
    private final TickPace pace;
    private final Map<String, ProductTrack> all = new HashMap<>();
    private ProductTrack[] byInstrument = {};
    private int version;

    Products(Instruments instruments, TickPace pace) {
        this.instruments = instruments;
        this.pace = pace;
    }

    /** A contract list may have named what was unknown, or changed its mind: asked before each batch. */
    void follow() {
        int now = instruments.version();
        if (now != version) {
            version = now;
            Arrays.fill(byInstrument, null);
        }
    }

    /** @param index of an instrument, or {@link Instrument#NO_INDEX} */
    ProductTrack of(int index) {
        ProductTrack known = index >= 0 && index < byInstrument.length ? byInstrument[index] : null;
        return known == null ? found(index) : known;
    }

    /** See {@link io.ctpfeed.tick.InstrumentRecords#touch}. */
    long touch(TickBatch batch, int from, int to) {
        ProductTrack[] known = byInstrument;
        long touched = 0;
        for (int i = from; i < to; i++) {
            int index = batch.instrumentIndex(i);
            touched += index >= 0 && index < known.length && known[index] != null ? 1 : 0;
        }
        return touched;
    }

    private ProductTrack found(int index) {
        if (index == Instrument.NO_INDEX) {
            return product(Instrument.UNKNOWN_EXCHANGE, null);
        }
        if (index >= byInstrument.length) {
            int length = Math.max(index + 1, Math.max(1024, byInstrument.length * 2));
            byInstrument = Arrays.copyOf(byInstrument, length);
        }
        Instrument instrument = instruments.get(index);
        Contract contract = instrument.contract(); // first: a list may come in between
        String exchange = contract == null ? Instrument.UNKNOWN_EXCHANGE : instrument.exchangeId();
        byInstrument[index] = product(exchange, contract);
        return byInstrument[index];
    }

    private ProductTrack product(String exchange, Contract contract) {
        String key = contract == null ? Instrument.UNKNOWN_EXCHANGE : exchange + '.' + contract.productId();
        return all.computeIfAbsent(key, name -> new ProductTrack(exchange, contract, pace.product(name)));
    }
}
