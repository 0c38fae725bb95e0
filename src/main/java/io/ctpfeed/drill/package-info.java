/** The service on a front that is known to the last tick: trials of the whole way, judged by who knows the seed. */
package io.ctpfeed.drill;
