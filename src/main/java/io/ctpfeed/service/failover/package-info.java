/** Failover in the running service: what its routes call, their circuit breakers, the commands. */
package io.ctpfeed.service.failover;
