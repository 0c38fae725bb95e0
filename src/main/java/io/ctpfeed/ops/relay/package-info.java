/** Alerts passed on to chat robots: a process of its own beside Alertmanager. */
package io.ctpfeed.ops.relay;
