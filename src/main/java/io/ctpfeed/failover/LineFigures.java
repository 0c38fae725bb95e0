package io.ctpfeed.failover;

/** What the comparison of lines has counted since the start. Any thread. */
public interface LineFigures {
    /** Updates that the line brought, first or as a copy. */
    long brought(int line);

    /** Updates that other lines brought and this one did not. */
    long missed(int line);
}
