/**
 * The stand-in market and its fronts: deterministic ticks of an invented market, served as CTP fronts serve theirs, with
 * faults on command. Nothing of the service knows this room: an invented market must never go out as real.
 */
package io.ctpfeed.standin;
