package io.ctpfeed.config;

/**
 * How ticks go out. Immutable.
 *
 * @param format how a tick is written
 */
public record PublishConfig(Format format) {

    /** How a tick is written. */
    public enum Format {
        JSON
    }

    static PublishConfig of(Values values) {
        return new PublishConfig(values.required(FeedProperties.PUBLISH_FORMAT));
    }
}
