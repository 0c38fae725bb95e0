/** Subscription runs in the service: from routes, at start and after edits, and from commands. */
package io.ctpfeed.service.subscribe;
