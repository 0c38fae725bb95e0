package io.ctpfeed.quality.gap;

import io.ctpfeed.quality.DayPart;
import io.ctpfeed.quality.TickPace;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Instrument;
import io.ctpfeed.tick.Instruments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gaps of a product on all lines: beyond the pace of its busiest instrument nothing of it comes, while others of its
 * exchange tick. The detector's thread, once a second.
 */
final class ProductGaps {
    /** So many other products of the exchange must tick. */
    private static final int PEERS = 2;
    /** So recently. */
    private static final long PEER_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** Silence must last on so long after it was noticed: what waits in rings is on its way. */
    private static final long DOUBT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Instruments instruments;
    private final GapWatch watch;
    private final TickPace pace;
    private final GapLog log;
    private final Map<ProductPulse, Doubt> doubts = new HashMap<>();
    private final Map<ProductPulse, Opened> open = new HashMap<>();
    private final Map<String, List<Instrument>> byProduct = new HashMap<>();
    private int version = -1;
    private int known;

    ProductGaps(Instruments instruments, GapWatch watch, TickPace pace, GapLog log) {
        this.instruments = instruments;
        this.watch = watch;
        this.pace = pace;
        this.log = log;
    }

    private record Doubt(long since, long heardAt) {}

    private record Opened(String id, long heardAt) {}

    /** Whether any product trades or has its auction; true as long as no contract is known. */
    boolean anyOpen(long now) {
        follow();
        boolean known = false;
        for (List<Instrument> product : byProduct.values()) {
            if (product.get(0).contract() != null) {
                known = true;
                if (pace.isOpen(product.get(0), now)) {
                    return true;
                }
            }
        }
        return !known;
    }

    void look(long now, GapSettings settings) {
        follow();
        for (ProductPulse product : watch.products()) {
            long heardAt = product.heardAt();
            Opened gap = open.get(product);
            boolean trades = pace.part(product.instrument(), now) != null;
            if (gap != null) {
                if (heardAt > gap.heardAt || !trades) {
                    log.close(log.get(gap.id).until(heardAt > gap.heardAt ? heardAt : now));
                    open.remove(product);
                }
            } else if (!trades || !isSilent(product, heardAt, now, settings)) {
                doubts.remove(product);
            } else {
                doubt(product, heardAt, now);
            }
        }
    }

    private void doubt(ProductPulse product, long heardAt, long now) {
        Doubt doubt = doubts.get(product);
        if (doubt == null || doubt.heardAt != heardAt) {
            doubts.put(product, new Doubt(now, heardAt));
        } else if (now - doubt.since >= DOUBT_NANOS) {
            doubts.remove(product);
            Affected affected = new Affected();
            of(product).forEach(affected::add);
            open.put(
                    product,
                    new Opened(log.open(Evidence.PRODUCT_SILENT, List.of(), heardAt, affected, List.of()), heardAt));
        }
    }

    private boolean isSilent(ProductPulse product, long heardAt, long now, GapSettings settings) {
        Instrument instrument = product.instrument();
        if (heardAt == 0 || !TickPace.hasPace(instrument)) {
            return false;
        }
        long silent = pace.silentFor(instrument, heardAt, now);
        if (silent < settings.productSilent().toNanos()) {
            return false;
        }
        long limit = limit(product, now);
        return limit != TickPace.UNKNOWN
                && silent > Math.max(limit, settings.productSilent().toNanos())
                && peers(product, now) >= PEERS;
    }

    /** The pace of its busiest instrument. */
    private long limit(ProductPulse product, long now) {
        DayPart part = pace.part(product.instrument(), now);
        long least = TickPace.UNKNOWN;
        for (Instrument each : of(product)) {
            long limit = pace.limit(each, part);
            least = limit != TickPace.UNKNOWN && (least == TickPace.UNKNOWN || limit < least) ? limit : least;
        }
        return least;
    }

    private int peers(ProductPulse silent, long now) {
        String exchange = silent.instrument().exchangeId();
        int peers = 0;
        for (ProductPulse each : watch.products()) {
            boolean ticks = each != silent && now - each.heardAt() <= PEER_NANOS;
            peers += ticks && each.instrument().exchangeId().equals(exchange) ? 1 : 0;
        }
        return peers;
    }

    private List<Instrument> of(ProductPulse product) {
        return byProduct.getOrDefault(key(product.instrument()), List.of());
    }

    private void follow() {
        if (version != instruments.version()) {
            version = instruments.version();
            byProduct.clear();
            known = 0;
        }
        for (; known < instruments.size(); known++) {
            Instrument instrument = instruments.get(known);
            byProduct
                    .computeIfAbsent(key(instrument), name -> new ArrayList<>())
                    .add(instrument);
        }
    }

    private static String key(Instrument instrument) {
        Contract contract = instrument.contract();
        return contract == null ? "" : instrument.exchangeId() + '.' + contract.productId();
    }
}
