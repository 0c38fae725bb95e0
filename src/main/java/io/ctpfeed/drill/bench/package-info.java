/** The benchmark: one run on one machine, each figure beside what it is to be compared with. */
package io.ctpfeed.drill.bench;
