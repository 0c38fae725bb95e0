package io.ctpfeed.quality.gap;

import io.ctpfeed.tick.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instruments that a gap concerns: counted, the first of them named. One thread. */
final class Affected {
    static final int NAMED = 100;

    private final List<String> named = new ArrayList<>();
    private final Map<String, Integer> exchanges = new TreeMap<>();
    private int count;

    void add(Instrument instrument) {
        count++;
        exchanges.merge(instrument.exchangeId(), 1, Integer::sum);
        if (named.size() < NAMED) {
            named.add(instrument.id());
        }
    }

    int count() {
        return count;
    }

    List<String> named() {
        return List.copyOf(named);
    }

    Map<String, Integer> exchanges() {
        return Map.copyOf(exchanges);
    }
}
