package io.ctpfeed.source;

import java.util.Collection;

/** The sources the service has, by account: made from the configuration, found by {@code ctp:ACCOUNT}. */
public interface Sources {
    /** @throws IllegalArgumentException one line that names the accounts there are */
    MarketDataSource source(String account);

    Collection<MarketDataSource> all();
}
