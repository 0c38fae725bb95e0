/** Ticks that are missing: found by what else comes, and recorded until they are accounted for. */
package io.ctpfeed.quality.gap;
