package io.ctpfeed.cli;

import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import java.nio.file.Path;

/** Runs the service: the seam between the commands and its assembly. */
@FunctionalInterface
public interface ServiceRunner {
    /**
     * Returns when the service has ended; called on the main thread.
     *
     * @throws CommandFailed if it cannot start, or ends for a reason that has an exit code
     * @throws Exception for what nobody foresaw
     */
    void run(Request request) throws Exception;

    /**
     * What to run.
     *
     * @param home the installation
     * @param configDir where {@code application.properties} lies, to be watched
     * @param routesDir where the routes lie, to be watched
     * @param source every property as text, for {@code {{placeholders}}} in routes
     * @param config the same as typed values; sound, and its flow directories can be written
     */
    record Request(Path home, Path configDir, Path routesDir, ConfigSource source, FeedConfig config) {}
}
