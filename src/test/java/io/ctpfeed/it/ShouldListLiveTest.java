package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.service.FeedService;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.subscription.ContractsFile;
import io.ctpfeed.tick.Contract;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the should-list comes from, and that an edit of it is followed at the running service. */
class ShouldListLiveTest {
    private static final int MARKET = 400;
    private static final List<String> ACCOUNTS = List.of("primary", "backup");

    @TempDir
    private Path folder;

    @Test
    void anEditOfTheRulesIsFollowedAndABrokenOneRefused() throws Exception {
        try (FeedRig rig = new FeedRig(folder, MARKET)) {
            Path rules = rig.config().resolve("contracts.yaml");
            String shipped = FeedRig.read(rules);
            long logins = logins(rig);

            FeedRig.write(rules, shipped + "  - exclude: {exchange: DCE}\n");
            FeedRig.await("the exchange is taken back").until(() -> wanted(rig)
                    .equals(codes(rig, contract -> !contract.exchangeId().equals("DCE"))));
            JsonNode edit = rig.events().await("edit-applied").path("details");
            assertEquals("contracts.yaml", edit.path("file").asText());
            assertTrue(edit.path("change").asText().contains("primary +0 -"), edit.toString());
            int fewer = wanted(rig).size();
            assertTrue(fewer > 0 && fewer < MARKET, "the market has both: " + fewer);

            rig.events().clear();
            FeedRig.write(rules, shipped + "  - exclude: {exchnge: DCE}\n");
            String reason = rig.events()
                    .await("edit-refused")
                    .path("details")
                    .path("reason")
                    .asText();
            int line = shipped.split("\n").length + 1;
            assertTrue(reason.contains("contracts.yaml:" + line + ": "), reason);
            assertTrue(reason.endsWith("'exchnge' is not known here; did you mean exchange?"), reason);
            assertEquals(fewer, wanted(rig).size());

            rig.events().clear();
            FeedRig.write(rules, "rules: [{include: {product: nothing}}]\n");
            reason = rig.events()
                    .await("edit-refused")
                    .path("details")
                    .path("reason")
                    .asText();
            assertTrue(reason.contains("chooses none of the " + MARKET + " contracts"), reason);
            assertEquals(fewer, wanted(rig).size());

            FeedRig.write(rules, shipped);
            rig.subscribed();
            assertEquals(codes(rig, contract -> true), wanted(rig));
            assertEquals(logins, logins(rig), "nobody logged in again");
        }
    }

    @Test
    void withoutTheTraderFrontTheLastListHoldsAndWithoutATraderSessionTheFile() throws Exception {
        Path run = folder.resolve("run");
        Path kept = keptBy(run);

        Map<String, String> traderDown = Map.of(
                "ops.run-dir",
                run.toString(),
                "ctp.accounts.primary.trader-fronts",
                "tcp://127.0.0.1:" + closedPort(),
                "ctp.accounts.backup.trader-fronts",
                "tcp://127.0.0.1:" + closedPort(),
                "source.connect-timeout-millis",
                "1000", // so long the market data login waits for the trader's
                "source.query-timeout-millis",
                "500");
        try (FeedRig rig = rig("down", traderDown)) {
            rig.subscribed();
            exchangesKnown(rig);
        }

        Path file = Files.copy(kept, folder.resolve("mine.csv"));
        Map<String, String> noTrader = Map.of(
                "ctp.accounts.primary.trader-fronts", "",
                "ctp.accounts.backup.trader-fronts", "",
                "subscription.contracts-file", file.toString());
        try (FeedRig rig = rig("none", noTrader)) {
            rig.subscribed();
            exchangesKnown(rig);

            ContractsFile.write(file, ContractsFile.read(file).subList(0, MARKET / 2));
            FeedRig.await("the file's edit is followed").until(() -> wanted(rig).size() == MARKET / 2);
        }
    }

    @Test
    void theKeptListHoldsAtOnceAndTheFreshOneFromWhenTheTraderFrontIsBack() throws Exception {
        Path run = folder.resolve("run");
        Path kept = keptBy(run);
        List<Contract> before = new ArrayList<>(ContractsFile.read(kept));
        Contract added = before.remove(MARKET / 2);
        Contract gone = like(before.get(0), "gone2605");
        before.add(gone);
        for (String account : ACCOUNTS) {
            ContractsFile.write(newest(run, account), before);
        }
        Map<String, String> properties = new HashMap<>(Map.of(
                "ops.run-dir", run.toString(),
                "source.connect-timeout-millis", "1000", // so long the market data login waits for the trader's
                "source.query-timeout-millis", "600000"));
        Map<String, Integer> ports = new TreeMap<>();
        for (String account : ACCOUNTS) {
            ports.put(account, closedPort());
            properties.put("ctp.accounts." + account + ".trader-fronts", "tcp://127.0.0.1:" + ports.get(account));
        }
        TreeSet<String> common = new TreeSet<>();
        before.forEach(contract -> common.add(contract.instrumentId()));
        common.remove(gone.instrumentId());
        try (FeedRig rig = rig("down", properties)) {
            FeedRig.await("subscribed from the kept list")
                    .until(() -> rig.trial().acknowledged() == MARKET - 1
                            && wanted(rig).contains(gone.instrumentId()));
            assertFalse(wanted(rig).contains(added.instrumentId()));
            long logins = logins(rig);

            try (TcpRelay primary = relay(rig, ports, "primary");
                    TcpRelay backup = relay(rig, ports, "backup")) {
                FeedRig.await("the fresh list is taken")
                        .until(() -> wanted(rig).contains(added.instrumentId())
                                && !wanted(rig).contains(gone.instrumentId()));
                rig.subscribed();
                for (String account : ACCOUNTS) {
                    rig.source(account).progress().forEach((code, progress) -> {
                        if (common.contains(code)) {
                            assertEquals(1, progress.requests(), code + " was touched");
                        }
                    });
                }
                assertEquals(logins, logins(rig), "nobody logged in again");
            }
        }
    }

    @Test
    void aListThatShrankIsNotBelieved() throws Exception {
        Path run = folder.resolve("run");
        Path kept = keptBy(run);
        List<Contract> more = new ArrayList<>(ContractsFile.read(kept));
        for (int i = 0; i < MARKET / 4; i++) {
            more.add(like(more.get(i), "more" + i));
        }
        for (String account : ACCOUNTS) {
            ContractsFile.write(run.resolve("contracts-standin/" + account + "/20200102.csv"), more);
            Files.deleteIfExists(run.resolve("contracts-standin/" + account).resolve(kept.getFileName()));
        }
        try (FeedRig rig = rig("shrunk", Map.of("ops.run-dir", run.toString()))) {
            FeedRig.await("the old list stays").until(() -> wanted(rig).size() == more.size());
            FeedService service = rig.service();
            assertEquals(ACCOUNTS.size(), service.contractLists().notBelieved());

            // As if there were much more again, at the turn of the day.
            for (String account : ACCOUNTS) {
                Path today = newest(run, account);
                Files.copy(
                        run.resolve("contracts-standin/" + account + "/20200102.csv"),
                        today,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            rig.askForLists();
            JsonNode event = rig.events().await("list-not-believed");
            String reason = event.path("details").path("reason").asText();
            assertTrue(reason.contains(MARKET / 4 + " of " + more.size() + " contracts missing"), reason);
            assertEquals(2L * ACCOUNTS.size(), service.contractLists().notBelieved());
            assertEquals(more.size(), wanted(rig).size());
        }
    }

    private FeedRig rig(String name, Map<String, String> properties) throws Exception {
        Path here = Files.createDirectories(folder.resolve(name));
        return new FeedRig(here, StandInOptions.DEFAULT.withInstruments(MARKET), properties);
    }

    /** A day with a trader front. @return the list it leaves for the next */
    private Path keptBy(Path run) throws Exception {
        try (FeedRig rig = rig("before", Map.of("ops.run-dir", run.toString()))) {
            rig.subscribed();
        }
        Path kept = newest(run, "primary");
        assertEquals(MARKET, ContractsFile.read(kept).size());
        return kept;
    }

    private static Path newest(Path run, String account) throws Exception {
        try (Stream<Path> files = Files.list(run.resolve("contracts-standin").resolve(account))) {
            return files.max(java.util.Comparator.naturalOrder()).orElseThrow();
        }
    }

    private static void exchangesKnown(FeedRig rig) {
        for (String code : wanted(rig)) {
            assertNotNull(rig.service().instruments().of(code).contract(), code);
        }
    }

    private static TreeSet<String> wanted(FeedRig rig) {
        TreeSet<String> codes = new TreeSet<>();
        ACCOUNTS.forEach(account -> codes.addAll(rig.source(account).wanted()));
        return codes;
    }

    private static TreeSet<String> codes(FeedRig rig, Predicate<Contract> which) {
        TreeSet<String> codes = new TreeSet<>();
        for (int i = 0; i < rig.service().instruments().size(); i++) {
            Contract contract = rig.service().instruments().get(i).contract();
            if (contract != null && which.test(contract)) {
                codes.add(contract.instrumentId());
            }
        }
        return codes;
    }

    private static long logins(FeedRig rig) {
        return ACCOUNTS.stream()
                .mapToLong(account -> rig.source(account).status().logins())
                .sum();
    }

    private static TcpRelay relay(FeedRig rig, Map<String, Integer> ports, String account) throws Exception {
        return new TcpRelay(ports.get(account), rig.trial().standIn().traderAddress(ACCOUNTS.indexOf(account) + 1));
    }

    /** Of the same exchange and product, and there for years. */
    private static Contract like(Contract other, String code) {
        return new Contract(
                code,
                other.exchangeId(),
                other.productId(),
                '1',
                "",
                1,
                1,
                2030,
                1,
                "20200101",
                "20300101",
                '1',
                true,
                '0',
                Double.MAX_VALUE,
                "");
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
