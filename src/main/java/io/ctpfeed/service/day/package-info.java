/** A trading day's record, its reconciliation and its report, for the running service. */
package io.ctpfeed.service.day;
