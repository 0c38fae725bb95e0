package io.ctpfeed.standin.front;

import static org.awaitility.Awaitility.await;

import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Oracle;
import io.ctpfeed.standin.market.Pace;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A stand-in on command pace, and the means to say which frames a client got. */
abstract class Standing {
    protected static final StandInOptions OPTIONS =
            StandInOptions.DEFAULT.withInstruments(200).withPace(Pace.onCommand());
    protected static final LocalDate DAY = OPTIONS.tradingDay();

    protected StandIn standIn = StandIn.start(OPTIONS);
    protected Front front = standIn.front(1);
    protected Oracle oracle = standIn.oracle();
    private final List<FrontClient> clients = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        for (FrontClient client : clients) {
            client.close();
        }
        standIn.close();
    }

    protected void restart(StandInOptions options) {
        standIn.close();
        standIn = StandIn.start(options);
        front = standIn.front(1);
        oracle = standIn.oracle();
    }

    protected FrontClient connect(Front to) throws IOException {
        return keep(new FrontClient(to.marketDataAddress(), Wire.KIND_MARKET_DATA));
    }

    protected FrontClient loggedIn() throws IOException {
        return keep(FrontClient.loggedIn(front));
    }

    /** A session that has subscribed everything and received the snapshots. */
    protected FrontClient subscribed() throws IOException {
        FrontClient client = loggedIn();
        client.subscribe(allCodes());
        await().until(() -> client.tickCount() == standIn.market().size());
        return client;
    }

    protected FrontClient keep(FrontClient client) {
        clients.add(client);
        return client;
    }

    protected List<String> allCodes() {
        return standIn.market().universe().contracts().stream()
                .map(contract -> contract.instrumentId())
                .toList();
    }

    protected String code(int index) {
        return standIn.market().universe().contract(index).instrumentId();
    }

    /** The frame of each tick after the snapshots; {@link Oracle#NONE} where it is nobody's. */
    protected List<Long> live(FrontClient client) {
        return client.ticks().stream()
                .skip(standIn.market().size())
                .map(tick -> oracle.frameOf(tick.struct(), 0, DAY))
                .toList();
    }

    protected void awaitTicks(FrontClient client, int live) {
        await().until(() -> client.tickCount() >= standIn.market().size() + live);
    }
}
