/**
 * CTP by jctp: one account's market-data session and, where configured, its trader session.
 *
 * <p>Threads: the vendor's thread copies ticks into the ring and hands all else to the account's own thread ({@code
 * ctp-NAME}), which owns every state here.
 */
package io.ctpfeed.source.ctp;
