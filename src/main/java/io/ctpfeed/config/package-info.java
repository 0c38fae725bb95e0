/**
 * The configuration: which properties there are, where their values come from, whether they are sound. Knows nothing of
 * ours, and nothing of Camel.
 */
package io.ctpfeed.config;
