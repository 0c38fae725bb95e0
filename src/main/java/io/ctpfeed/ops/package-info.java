/** What operators see of the feed: metrics. */
package io.ctpfeed.ops;
