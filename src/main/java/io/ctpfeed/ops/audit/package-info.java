/** Who did what, when, and how it ended: one file for all ways to act on a feed. */
package io.ctpfeed.ops.audit;
