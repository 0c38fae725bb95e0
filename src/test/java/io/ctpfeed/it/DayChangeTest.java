package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a Friday on which contracts expire to the night that is Monday's. */
class DayChangeTest {
    private static final String FRIDAY = "20260515";
    private static final String MONDAY = "20260518";
    private static final LocalDateTime EVENING = LocalDateTime.parse("2026-05-15T20:30:00");
    private static final List<String> ACCOUNTS = List.of("primary", "backup");

    @TempDir
    private Path folder;

    @Test
    void theListOfTheNewDayIsAskedForAndWhatChangedIsSubscribed() throws Exception {
        Path run = folder.resolve("run");
        Path file = folder.resolve("mine.csv");
        Files.writeString(
                file,
                "instrumentId,exchangeId,productId,openDate,expireDate\nrb2712,SHFE,rb," + MONDAY + ",20271215\n");
        StandInOptions market =
                StandInOptions.DEFAULT.withInstruments(200).withStart(LocalDate.of(2026, 5, 15), LocalTime.of(14, 59));
        try (FeedRig rig = new FeedRig(
                folder,
                market,
                Map.of("ops.run-dir", run.toString(), "subscription.contracts-file", file.toString()))) {
            FeedRig.await("Friday's list")
                    .until(() -> wanted(rig).size() == 200 && wanted(rig).equals(listed(rig, FRIDAY)));
            FeedRig.await("all are there").until(() -> rig.trial().acknowledged() == 200);
            Set<String> gone = new TreeSet<>(listed(rig, FRIDAY));
            gone.removeAll(listed(rig, MONDAY));
            assertTrue(gone.size() > 10 && gone.size() < 190, "these expire on the Friday: " + gone);
            assertFalse(wanted(rig).contains("rb2712"), "listed on the Monday");
            String out = listed(rig, MONDAY).stream()
                    .filter(code -> rig.source("primary").wanted().contains(code))
                    .findFirst()
                    .orElseThrow();
            try (ProducerTemplate template = rig.service().context().createProducerTemplate()) {
                template.requestBody("ctp:primary?operation=unsubscribe", List.of(out));
            }

            WallClock.simulate(MarketTime.epochNanos(EVENING));
            rig.trial().standIn().command("advance " + EVENING);
            for (String account : ACCOUNTS) {
                assertEquals(FRIDAY, rig.source(account).status().tradingDay());
                rig.source(account).restart().join();
                FeedRig.await("Monday's login")
                        .until(() -> rig.state(account) == SourceState.READY
                                && rig.source(account).status().tradingDay().equals(MONDAY));
            }
            assertEquals(199, wanted(rig).size(), "a login alone renews nothing");

            rig.askForLists();

            FeedRig.await("Monday's list").until(() -> wanted(rig).equals(listed(rig, MONDAY)));
            assertTrue(wanted(rig).contains("rb2712"));
            assertTrue(wanted(rig).contains(out), "unsubscribed by hand on the Friday, for the Friday");
            FeedRig.await("what the front knows is there")
                    .until(() -> rig.trial().acknowledged() == 200 - gone.size());
            assertEquals(0, rig.service().contractLists().notBelieved());
            for (String account : ACCOUNTS) {
                for (String day : List.of(FRIDAY, MONDAY)) {
                    assertTrue(Files.exists(run.resolve("contracts-standin/" + account + "/" + day + ".csv")));
                }
            }
        }
    }

    private static Set<String> wanted(FeedRig rig) {
        Set<String> codes = new TreeSet<>();
        ACCOUNTS.forEach(account -> codes.addAll(rig.source(account).wanted()));
        return codes;
    }

    /** Of all contracts that the service has met, those that trade on that day. */
    private static Set<String> listed(FeedRig rig, String day) {
        Set<String> codes = new TreeSet<>();
        for (int i = 0; i < rig.service().instruments().size(); i++) {
            Contract contract = rig.service().instruments().get(i).contract();
            if (contract != null
                    && contract.openDate().compareTo(day) <= 0
                    && contract.expireDate().compareTo(day) >= 0) {
                codes.add(contract.instrumentId());
            }
        }
        return codes;
    }
}
