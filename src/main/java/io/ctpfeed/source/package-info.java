/** What a market-data source is: the seam behind which CTP lies, and where a replay or SOPT would. Knows {@code tick}. */
package io.ctpfeed.source;
