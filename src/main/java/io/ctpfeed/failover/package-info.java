/** Which line is active, and why: what a line's health is, when another takes over, when the first comes back. */
package io.ctpfeed.failover;
