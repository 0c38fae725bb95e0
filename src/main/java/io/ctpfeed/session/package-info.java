/** Trading calendar, sessions, trading-day arithmetic. Knows {@code tick}. */
package io.ctpfeed.session;
