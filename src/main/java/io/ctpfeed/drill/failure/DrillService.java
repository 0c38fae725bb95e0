package io.ctpfeed.drill.failure;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.config.ConfigSource;
import io.ctpfeed.config.FeedConfig;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.service.Purpose;
import io.ctpfeed.standin.StandInLibrary;
import io.ctpfeed.tick.WallClock;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/** The service on an invented market, until its standard input ends: what a {@link ServiceProcess} runs. */
final class DrillService {
    private DrillService() {}

    /** @param args home, a file of properties as JSON, what the market's clock is ahead in nanoseconds */
    public static void main(String[] args) throws Exception {
        StandInLibrary.use();
        WallClock.startAt(WallClock.epochNanos() + Long.parseLong(args[2]));
        Path home = Path.of(args[0]);
        Map<String, String> properties =
                new ObjectMapper().readValue(new File(args[1]), new TypeReference<Map<String, String>>() {});
        ConfigSource source = ConfigSource.of(home, properties);
        try (FeedService service = FeedService.start(new FeedService.Request(
                home.resolve("config"), home.resolve("routes"), source, FeedConfig.of(source), Purpose.DRILL))) {
            while (service.phase() == FeedService.Phase.RUNNING && System.in.read() >= 0) {
                // nobody writes: the end is waited for
            }
        }
        System.exit(0);
    }
}
