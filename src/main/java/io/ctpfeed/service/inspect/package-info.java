/** Inspection and recovery in the service: by routes, and by the command {@code check}. */
package io.ctpfeed.service.inspect;
