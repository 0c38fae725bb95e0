/** What a tick means: its instant, trading day and class, and the pace of each instrument. */
package io.ctpfeed.quality;
