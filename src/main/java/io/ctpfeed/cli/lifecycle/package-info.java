/** Ordered start and stop of a feed: NATS, service, subscription; and the supervisor that keeps the service running. */
package io.ctpfeed.cli.lifecycle;
