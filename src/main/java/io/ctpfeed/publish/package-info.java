/**
 * NATS: subjects, numbering, publishing, the connection. Domain classes know nothing of Camel; the {@code nats-ticks:}
 * component and the beans of routes/events.yaml are thin around them.
 */
package io.ctpfeed.publish;
