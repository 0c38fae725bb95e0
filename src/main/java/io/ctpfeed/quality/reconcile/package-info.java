/** The independent proof that a day was complete. */
package io.ctpfeed.quality.reconcile;
