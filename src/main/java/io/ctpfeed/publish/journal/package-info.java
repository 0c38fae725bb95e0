/** The journal on disk of ticks that NATS could not take. It knows nothing of NATS. */
package io.ctpfeed.publish.journal;
