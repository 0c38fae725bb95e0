/** Drills: one failure each, injected under load, proven, and judged by a reader that knows the market's seed. */
package io.ctpfeed.drill.failure;
