/** Hawtio in the service's own virtual machine: where operators see and steer routes and accounts. */
package io.ctpfeed.ops.hawtio;
