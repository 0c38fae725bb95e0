/** Several lines as one stream: the first copy of each update wins. Knows {@code tick}. */
package io.ctpfeed.quality.arbitration;
