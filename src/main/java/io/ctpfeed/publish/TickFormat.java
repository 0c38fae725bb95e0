package io.ctpfeed.publish;

import io.ctpfeed.tick.JsonTickEncoder;
import io.ctpfeed.tick.TickEncoder;
import java.util.function.Supplier;

/** The wire formats of a tick: option {@code format} of {@code nats-ticks:}. */
public enum TickFormat {
    JSON(JsonTickEncoder::new);

    private final Supplier<TickEncoder> encoders;

    TickFormat(Supplier<TickEncoder> encoders) {
        this.encoders = encoders;
    }

    TickEncoder encoder() {
        return encoders.get();
    }
}
