package io.ctpfeed.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.standin.front.Account;
import io.ctpfeed.standin.front.Limits;
import io.ctpfeed.standin.market.Activity;
import io.ctpfeed.standin.market.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the stand-in: prints where it can be reached as one line of JSON, then serves. */
@Command(
        name = "standin",
        mixinStandardHelpOptions = true,
        description = "An invented futures market behind CTP fronts on loopback. Serves until standard input ends.")
final class StandInCommand implements Callable<Integer> {
    private static final String PASSWORD_VARIABLE = "STANDIN_PASSWORD";
    private static final StandInOptions DEFAULT = StandInOptions.DEFAULT;
    private static final Account ACCOUNT = DEFAULT.accounts().get(0);

    @Option(names = "--seed", description = "the ticks are a function of it (${DEFAULT-VALUE})")
    long seed = DEFAULT.seed();

    @Option(names = "--instruments", description = "1 to 25000 (${DEFAULT-VALUE})")
    int instruments = DEFAULT.instruments();

    @Option(names = "--fronts", description = "that share the market (${DEFAULT-VALUE})")
    int fronts = DEFAULT.fronts();

    @Option(names = "--trading-day", description = "yyyy-MM-dd (${DEFAULT-VALUE})")
    LocalDate tradingDay = DEFAULT.tradingDay();

    @Option(names = "--start", description = "time of day of the first frame: 20:59 is the night's auction")
    LocalTime start = DEFAULT.start();

    @Option(
            names = "--pace",
            description = "real, command, accelerated:FACTOR, evenly:TICKS_PER_SECOND, frames:TICKS_PER_SECOND")
    String pace = DEFAULT.pace().toString();

    @Option(names = "--activity", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    Activity activity = DEFAULT.activity();

    @Option(names = "--keep-closed", description = "pass breaks, nights and weekends instead of jumping over them")
    boolean keepClosed;

    @Option(names = "--broker-id", description = "(${DEFAULT-VALUE})")
    String brokerId = ACCOUNT.brokerId();

    @Option(
            names = "--user-id",
            split = ",",
            description = "one or more; their password is in the environment: " + PASSWORD_VARIABLE)
    List<String> userIds = List.of(ACCOUNT.userId());

    @Option(names = "--app-id", description = "(${DEFAULT-VALUE})")
    String appId = ACCOUNT.appId();

    @Option(names = "--auth-code", description = "(${DEFAULT-VALUE})")
    String authCode = ACCOUNT.authCode();

    @Option(names = "--check-md-logins", description = "check the credentials of market-data logins too")
    boolean checkMarketDataLogins;

    @Option(names = "--real-limits", description = "limit sessions, requests and queues as real fronts may")
    boolean realLimits;

    @Override
    public Integer call() throws IOException {
        try (StandIn standIn = StandIn.start(options())) {
            System.out.println(new ObjectMapper().writeValueAsString(standIn.addresses()));
            InputStream in = System.in;
            while (in.read() >= 0) {
                // Whoever started us closes it, or dies.
            }
        }
        return 0;
    }

    private StandInOptions options() {
        String password = System.getenv().getOrDefault(PASSWORD_VARIABLE, ACCOUNT.password());
        return new StandInOptions(
                seed,
                instruments,
                fronts,
                tradingDay,
                start,
                Pace.parse(pace),
                activity,
                !keepClosed,
                userIds.stream()
                        .map(user -> new Account(brokerId, user, password, appId, authCode))
                        .toList(),
                checkMarketDataLogins,
                realLimits ? Limits.REAL : Limits.NONE);
    }
}
