/** Commands of a running service, over HTTP on 127.0.0.1: who may give them, and how their answers go back. */
package io.ctpfeed.service.command;
