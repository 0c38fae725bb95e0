package io.ctpfeed.config;

import java.util.List;
import java.util.Set;

/**
 * What is done with ticks that have a flaw, and from when on missing ones are a gap. Immutable.
 *
 * @param lineSilentMillis a line that brought nothing for so long, while others brought what it carries too, is silent
 * @param lineSilentTicks so many ticks the others must have brought meanwhile
 * @param productSilentSeconds a product is never silent before
 * @param missedPermille a line that misses more of the ticks of others than this, and five times its usual part, has a gap
 */
public record QualityConfig(
        Flaw repeated,
        Flaw outOfOrder,
        Flaw stale,
        Flaw outOfSession,
        Flaw implausible,
        int lineSilentMillis,
        int lineSilentTicks,
        int productSilentSeconds,
        int missedPermille) {

    /** What is done with a tick that has a flaw. */
    public enum Flaw {
        DROP,
        TAG,
        PASS
    }

    private static final String TREATED = " drop: counted only; tag: named in its message; pass: as any other.";

    private static final Property<Flaw> REPEATED =
            flaw("quality.repeated", "Ticks that a line brings a second time, unchanged.");
    private static final Property<Flaw> OUT_OF_ORDER =
            flaw("quality.out-of-order", "Ticks stamped before the line's last one of the instrument.");
    private static final Property<Flaw> STALE =
            flaw("quality.stale", "Ticks stamped more than five minutes before or after they come.");
    private static final Property<Flaw> OUT_OF_SESSION =
            flaw("quality.out-of-session", "Ticks stamped when their product does not trade.");
    private static final Property<Flaw> IMPLAUSIBLE =
            flaw("quality.implausible", "Ticks with figures that cannot be true, a volume that fell among them.");

    private static final Property<Integer> LINE_SILENT = Property.integer(
            "gaps.line-silent-millis",
            Unit.MILLIS,
            2_500,
            250,
            60_000,
            "A line that brought nothing for so long, while others brought what it carries too, is silent.");
    private static final Property<Integer> LINE_TICKS = Property.integer(
            "gaps.line-silent-ticks",
            Unit.TICKS,
            20,
            1,
            1_000_000,
            "So many ticks the others must have brought meanwhile.");
    private static final Property<Integer> PRODUCT_SILENT = Property.integer(
            "gaps.product-silent-seconds",
            Unit.SECONDS,
            60,
            5,
            3_600,
            "A product is never silent before, whatever its own pace.");
    private static final Property<Integer> MISSED = Property.integer(
            "gaps.missed-permille",
            Unit.PERMILLE,
            10,
            1,
            1_000,
            "A line that misses more than this many in a thousand ticks of the others, and five times its usual part, has a gap.");

    static final List<Property<?>> ALL = List.of(
            REPEATED,
            OUT_OF_ORDER,
            STALE,
            OUT_OF_SESSION,
            IMPLAUSIBLE,
            LINE_SILENT,
            LINE_TICKS,
            PRODUCT_SILENT,
            MISSED);

    /** Names of the properties that are read here; an edit of them counts at once. */
    public static Set<String> keys() {
        return Property.keys(ALL);
    }

    static QualityConfig of(Values values) {
        return new QualityConfig(
                values.required(REPEATED),
                values.required(OUT_OF_ORDER),
                values.required(STALE),
                values.required(OUT_OF_SESSION),
                values.required(IMPLAUSIBLE),
                values.number(LINE_SILENT),
                values.number(LINE_TICKS),
                values.number(PRODUCT_SILENT),
                values.number(MISSED));
    }

    /** The same with the values in force now, after an edit. @throws ConfigException with all that is wrong, a line each */
    public static QualityConfig of(ConfigSource source) {
        Values values = new Values(source);
        QualityConfig config = of(values);
        values.throwIfUnsound();
        return config;
    }

    private static Property<Flaw> flaw(String key, String what) {
        return Property.oneOf(key, Flaw.class, Flaw.TAG, what + TREATED);
    }
}
