/**
 * Live reload of routes/ and config/: an edit is proven in a scratch context before anything running is touched, and
 * then touches only the routes whose text it changed.
 */
package io.ctpfeed.service.reload;
