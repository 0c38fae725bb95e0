package io.ctpfeed.config;

/** What the pre-market restart makes anew. */
public enum PreMarketMode {
    /** Each account's session, one after the other. */
    SOURCES,
    /** The whole service: it ends, and whoever supervises it starts it again. */
    SERVICE,
    /** Nothing, unless somebody asks for it. */
    NONE
}
