package io.ctpfeed.config;

import io.ctpfeed.config.LogConfig.Level;
import io.ctpfeed.config.SourceConfig.WaitStrategy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The catalogue: every property of the feed. To add one, declare it here and read it in its record. */
public final class FeedProperties {
    private static final int MINUTE_MILLIS = 60_000;
    private static final int HOUR_MILLIS = 60 * MINUTE_MILLIS;
    private static final int TEXT_LENGTH = 256;

    static final Property<Integer> CONNECT_TIMEOUT = Property.integer(
            "source.connect-timeout-millis",
            Unit.MILLIS,
            15_000,
            10,
            10 * MINUTE_MILLIS,
            "A front that has not answered for so long has failed; the CTP library itself would wait for ever.");
    static final Property<Integer> LOGIN_TIMEOUT = Property.integer(
            "source.login-timeout-millis",
            Unit.MILLIS,
            10_000,
            10,
            10 * MINUTE_MILLIS,
            "A login that has not been answered for so long has failed.");
    static final Property<Integer> QUERY_TIMEOUT = Property.integer(
            "source.query-timeout-millis",
            Unit.MILLIS,
            60_000,
            10,
            10 * MINUTE_MILLIS,
            "A query of the trader session that has not been answered in full for so long has failed.");
    static final Property<Integer> BACKOFF_MIN = Property.integer(
            "source.reconnect-backoff-min-millis",
            Unit.MILLIS,
            1_000,
            10,
            HOUR_MILLIS,
            "Pause before the first new try; doubled by each that fails. Fronts allow one login a second.");
    static final Property<Integer> BACKOFF_MAX = Property.integer(
            "source.reconnect-backoff-max-millis",
            Unit.MILLIS,
            60_000,
            10,
            HOUR_MILLIS,
            "The pause between tries grows no longer than this.");
    static final Property<Integer> RING_CAPACITY = Property.integer(
            "source.ring-capacity-ticks",
            Unit.TICKS,
            65_536,
            64,
            2_097_152,
            "Ticks an account's ring holds while they wait for the routes; 640 bytes each, rounded up to a power of two.");
    static final Property<Integer> BATCH_LIMIT = Property.integer(
            "source.batch-limit-ticks",
            Unit.TICKS,
            512,
            1,
            65_536,
            "Ticks that one exchange carries at the most; 640 bytes each, so that large batches burden the collector.");
    static final Property<WaitStrategy> WAIT_STRATEGY = Property.oneOf(
            "source.wait-strategy",
            WaitStrategy.class,
            WaitStrategy.BACKOFF,
            "What the thread that empties the rings does while there are no ticks; busy burns a core for the least latency.");
    static final Property<Integer> KEEP_SESSION = Property.integer(
            "source.keep-session-seconds",
            Unit.SECONDS,
            60,
            0,
            3_600,
            "How long an account whose route is being replaced stays logged in and subscribed for the new one.");

    static final Property<List<ServerAddress>> NATS_SERVERS = Property.addresses(
            "nats.servers",
            "nats://127.0.0.1:4222",
            "NATS servers; any of them will do, the others are tried when it is away.",
            "nats",
            "tls");
    static final Property<String> NATS_NAME =
            Property.text("nats.connection-name", TEXT_LENGTH, "ctpfeed", "How the server lists the connection.");
    static final Property<String> NATS_USER = Property.text("nats.user", TEXT_LENGTH, "", "User, with nats.password.");
    static final Property<Secret> NATS_PASSWORD =
            Property.secret("nats.password", TEXT_LENGTH, "Password of nats.user.");
    static final Property<Secret> NATS_TOKEN =
            Property.secret("nats.token", TEXT_LENGTH, "Token, instead of user and password.");
    static final Property<Path> NATS_CREDENTIALS =
            Property.path("nats.credentials-file", "", "Credentials file (.creds), instead of user and password.");
    static final Property<Integer> NATS_CONNECT_TIMEOUT = Property.integer(
            "nats.connect-timeout-millis",
            Unit.MILLIS,
            2_000,
            10,
            MINUTE_MILLIS,
            "A server that has not answered for so long is left for the next.");
    static final Property<Integer> NATS_RECONNECT_WAIT = Property.integer(
            "nats.reconnect-wait-millis",
            Unit.MILLIS,
            500,
            10,
            MINUTE_MILLIS,
            "Pause between two tries at the same server; they never end.");
    static final Property<Integer> NATS_PING_INTERVAL = Property.integer(
            "nats.ping-interval-millis",
            Unit.MILLIS,
            5_000,
            100,
            10 * MINUTE_MILLIS,
            "A connection that carries nothing is asked for life this often.");
    static final Property<Integer> NATS_QUEUE = Property.integer(
            "nats.queue-messages",
            Unit.MESSAGES,
            65_536,
            1_024,
            4_194_304,
            "Messages that may wait to be written; two bursts of the whole market should fit.");

    static final Property<Integer> NATS_MONITORING = Property.integer(
            "nats.monitoring-port",
            Unit.NONE,
            8_222,
            0,
            65_535,
            "Where the servers of nats.servers tell of slow consumers over HTTP (http_port of a NATS server); 0 for none."
                    + " A server that ./ctpfeed start starts is told to.");
    static final Property<Integer> OPS_HTTP_PORT = Property.integer(
            "ops.http-port",
            Unit.NONE,
            9_464,
            0,
            65_535,
            "Port on 127.0.0.1 for metrics and health: /observe/metrics, /observe/health; 0 for none.");
    static final Property<Integer> OPS_COMMAND_PORT = Property.integer(
            "ops.command-port",
            Unit.NONE,
            0,
            0,
            65_535,
            "Port on 127.0.0.1 where the running service takes commands; 0 for any free one (run/command.json has it).");
    static final Property<Path> OPS_RUN_DIR = Property.path(
            "ops.run-dir", "run", "What a running feed keeps: where it takes commands, its state, logs, audit.");
    static final Property<Integer> OPS_START_TIMEOUT = Property.integer(
            "ops.start-timeout-seconds",
            Unit.SECONDS,
            180,
            1,
            3_600,
            "A step of ./ctpfeed start that is not done after so long has failed.");
    static final Property<Integer> OPS_RESTART_BACKOFF_MIN = Property.integer(
            "ops.restart-backoff-min-millis",
            Unit.MILLIS,
            1_000,
            10,
            HOUR_MILLIS,
            "Pause before a service that ended by itself is started anew; doubled by each that ends soon.");
    static final Property<Integer> OPS_RESTART_BACKOFF_MAX = Property.integer(
            "ops.restart-backoff-max-millis",
            Unit.MILLIS,
            60_000,
            10,
            HOUR_MILLIS,
            "That pause grows no longer than this; a service that ran longer than this begins with the shortest again.");

    static final Property<PreMarketMode> PREMARKET_RESTART = Property.oneOf(
            "premarket.restart",
            PreMarketMode.class,
            PreMarketMode.SOURCES,
            "What is made anew before each session: the accounts' sessions, or the whole service.");
    static final Property<Boolean> PREMARKET_NATS = Property.flag(
            "premarket.restart-nats",
            false,
            "Whether NATS is restarted with the whole service (premarket.restart = service), between its end and its new"
                    + " start: by the supervisor of ./ctpfeed start, where start started NATS; without effect under"
                    + " systemd.");
    static final Property<String> PREMARKET_DAY = Property.text(
            "premarket.day-cron", TEXT_LENGTH, "0 30 8 * * ?", "When the restart before the day session begins.");
    static final Property<String> PREMARKET_NIGHT = Property.text(
            "premarket.night-cron", TEXT_LENGTH, "0 30 20 * * ?", "When the restart before the night session begins.");
    static final Property<Integer> PREMARKET_READY = Property.integer(
            "premarket.ready-seconds",
            Unit.SECONDS,
            180,
            1,
            3_600,
            "An account that is not logged in and subscribed so long after its restart has failed.");
    static final Property<Integer> PREMARKET_PAUSE = Property.integer(
            "premarket.retry-pause-seconds", Unit.SECONDS, 30, 0, 3_600, "Pause before what failed is tried again.");
    static final Property<Integer> PREMARKET_WINDOW = Property.integer(
            "premarket.retry-window-seconds",
            Unit.SECONDS,
            840,
            0,
            7_200,
            "No new try so long after the first; then the restart has failed. 0 for one try.");
    static final Property<String> CHECKPOINT_DAY = Property.text(
            "checkpoint.day-cron", TEXT_LENGTH, "0 45,55 8 * * ?", "When the feed must be ready for the day session.");
    static final Property<String> CHECKPOINT_NIGHT = Property.text(
            "checkpoint.night-cron",
            TEXT_LENGTH,
            "0 45,55 20 * * ?",
            "When the feed must be ready for the night session.");
    static final Property<String> CLOSE_TIME = Property.text(
            "close.cron", TEXT_LENGTH, "0 30 15 * * ?", "When the day is reconciled and its report written.");

    static final Property<Level> LOG_LEVEL = Property.oneOf(
            "log.level", Level.class, Level.INFO, "What ctpfeed itself logs; other libraries log warnings and errors.");
    static final Property<Level> LOG_LEVELS = Property.oneOf(
            "log.levels.*", Level.class, Level.WARN, "What one logger logs, for example log.levels.org.apache.camel.");

    private static final List<Property<?>> OF_SOURCES = List.of(
            CONNECT_TIMEOUT,
            LOGIN_TIMEOUT,
            QUERY_TIMEOUT,
            BACKOFF_MIN,
            BACKOFF_MAX,
            RING_CAPACITY,
            BATCH_LIMIT,
            WAIT_STRATEGY,
            KEEP_SESSION);

    private static final List<Property<?>> OF_THE_FEED = List.of(
            NATS_SERVERS,
            NATS_NAME,
            NATS_USER,
            NATS_PASSWORD,
            NATS_TOKEN,
            NATS_CREDENTIALS,
            NATS_CONNECT_TIMEOUT,
            NATS_RECONNECT_WAIT,
            NATS_PING_INTERVAL,
            NATS_QUEUE,
            NATS_MONITORING,
            PREMARKET_RESTART,
            PREMARKET_NATS,
            PREMARKET_DAY,
            PREMARKET_NIGHT,
            PREMARKET_READY,
            PREMARKET_PAUSE,
            PREMARKET_WINDOW,
            CHECKPOINT_DAY,
            CHECKPOINT_NIGHT,
            CLOSE_TIME,
            OPS_HTTP_PORT,
            OPS_COMMAND_PORT,
            OPS_RUN_DIR,
            OPS_START_TIMEOUT,
            OPS_RESTART_BACKOFF_MIN,
            OPS_RESTART_BACKOFF_MAX,
            LOG_LEVEL,
            LOG_LEVELS);

    private FeedProperties() {}

    /** Every property, those of the accounts first, in the order of the reference page. */
    public static List<Property<?>> all() {
        return Stream.of(
                        AccountProperties.ALL,
                        OF_SOURCES,
                        LinesConfig.ALL,
                        FailoverProperties.ALL,
                        QualityConfig.ALL,
                        SubscriptionProperties.ALL,
                        PublishProperties.ALL,
                        OF_THE_FEED,
                        HawtioConfig.ALL,
                        AlertsConfig.ALL,
                        RelayConfig.ALL,
                        RecoveryProperties.ALL)
                .<Property<?>>flatMap(List::stream)
                .toList();
    }
}
