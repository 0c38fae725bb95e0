/** The stand-in market and front: deterministic, with faults on command. */
package io.ctpfeed.standin;
