/** The commands of {@code ./ctpfeed}. Results go to standard output, all else to standard error. */
package io.ctpfeed.cli;
