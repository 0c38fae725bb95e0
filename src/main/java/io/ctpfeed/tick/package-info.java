/** The tick: its memory layout, its decoding, its wire formats. Knows no other room. */
package io.ctpfeed.tick;
