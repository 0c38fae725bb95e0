package io.ctpfeed.publish;

/** What counts as delivered to NATS. */
public enum DeliveryMode {
    /**
     * The server has read it: a PONG came back that was asked for behind it. The server passes it on to who listens at that
     * moment, once at the most.
     */
    CORE,
    /** A JetStream stream has stored it, and said so. */
    JETSTREAM
}
