/**
 * The Camel component {@code ctp:}: ticks of an account as a consumer, operations on it as a producer. Knows
 * {@code source} and {@code tick}.
 *
 * <p>One thread drains the rings of all accounts ({@link io.ctpfeed.component.DrainThread}); what is between a ring
 * and a route is kept per account ({@link io.ctpfeed.component.RingReader}) and outlives the routes.
 */
package io.ctpfeed.component;
