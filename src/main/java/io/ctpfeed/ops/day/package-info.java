/** The record of a trading day, and the report made of it. */
package io.ctpfeed.ops.day;
