/** What config/nats declares of JetStream, brought to the publishing room, and the command about it. */
package io.ctpfeed.service.nats;
