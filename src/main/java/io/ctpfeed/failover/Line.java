package io.ctpfeed.failover;

/**
 * A line that may be active.
 *
 * @param account its name
 * @param share which part of the market it carries; only lines of the same part stand in for each other
 */
public record Line(String account, Role role, String share) {}
