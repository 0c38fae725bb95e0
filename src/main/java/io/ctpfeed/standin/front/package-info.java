/** The front server: sessions, answers, limits, faults and the account of what was sent. */
package io.ctpfeed.standin.front;
