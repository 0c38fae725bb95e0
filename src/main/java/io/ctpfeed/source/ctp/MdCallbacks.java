package io.ctpfeed.source.ctp;

/**
 * The mechanism by which a native market-data API calls Java: the one place to exchange for another (JDK 22's foreign
 * upcalls, say).
 */
interface MdCallbacks {
    /**
     * Makes a native SPI object that calls {@code handler}. It is never freed, so a late callback is harmless.
     *
     * @return its address, for {@code RegisterSpi}
     */
    long register(MdHandler handler);

    /** From now on the object's callbacks go nowhere. */
    void unregister(long spi);
}
