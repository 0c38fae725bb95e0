package io.ctpfeed.config;

/** What a number counts. Where it is not {@link #NONE}, the property's name ends with it. */
public enum Unit {
    NONE(""),
    MILLIS("millis"),
    SECONDS("seconds"),
    TICKS("ticks"),
    INSTRUMENTS("instruments"),
    INSTRUMENTS_PER_SECOND("instruments-per-second"),
    PERCENT("percent"),
    MINUTES("minutes"),
    PROBES("probes"),
    PERMILLE("permille"),
    RUNS("runs"),
    MESSAGES("messages"),
    TICKS_PER_SECOND("ticks-per-second"),
    MEBIBYTES("mebibytes"),
    HOURS("hours");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** The end of the names of properties that count in this unit. */
    public String suffix() {
        return suffix;
    }
}
