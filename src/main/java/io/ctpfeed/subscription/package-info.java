/** What is subscribed: which contracts, shared among accounts. Knows {@code tick}. */
package io.ctpfeed.subscription;
