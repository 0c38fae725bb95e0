/** The whole way: real nats-server, real jctp over the stand-in, the service as it is assembled. */
package io.ctpfeed.it;
