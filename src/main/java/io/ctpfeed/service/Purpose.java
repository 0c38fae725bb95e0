package io.ctpfeed.service;

/** What a service is started for. Only where everybody knows that the market is invented may a stand-in serve it. */
public enum Purpose {
    RUN(false),
    DEMO(true),
    TEST(true),
    DRILL(true),
    BENCH(true);

    private final boolean standInAllowed;

    Purpose(boolean standInAllowed) {
        this.standInAllowed = standInAllowed;
    }

    public boolean standInAllowed() {
        return standInAllowed;
    }
}
