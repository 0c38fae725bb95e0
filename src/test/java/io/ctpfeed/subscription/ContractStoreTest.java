package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractStoreTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 14);
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);

    @TempDir
    Path folder;

    private ContractStore store;

    @BeforeEach
    void store() {
        store = new ContractStore(folder, () -> 5);
    }

    @Test
    void theLastListIsThereForADayWithoutATraderFront() throws Exception {
        List<Contract> list = hundred();
        store.keep("primary", MONDAY, list);
        assertEquals(
                list,
                new ContractStore(folder, () -> 5)
                        .last("primary", TUESDAY.plusDays(3))
                        .contracts());
        assertEquals(List.of(), store.last("backup", TUESDAY).contracts());
    }

    @Test
    void aLittleShrinkageIsBelieved() throws Exception {
        store.keep("primary", MONDAY, hundred());
        ContractStore.Kept kept = store.keep("primary", TUESDAY, hundred().subList(5, 100));
        assertTrue(kept.believed());
        assertEquals(95, kept.contracts().size());
    }

    @Test
    void aShrunkListIsNotBelievedButItsNewContractsAreTaken() throws Exception {
        store.keep("primary", MONDAY, hundred());
        List<Contract> shrunk = new ArrayList<>(hundred().subList(6, 100));
        shrunk.add(Contracts.of("new1", "SHFE"));
        ContractStore.Kept kept = store.keep("primary", TUESDAY, shrunk);
        assertFalse(kept.believed());
        assertEquals(101, kept.contracts().size());
        assertTrue(kept.problems().get(0).contains("6 of 100 contracts missing"), kept.problems()::toString);
        assertEquals(101, store.last("primary", TUESDAY).contracts().size());
    }

    @Test
    void aShrunkListIsNotBelievedWhereNothingCanBeWrittenEither() throws Exception {
        store.keep("primary", MONDAY, hundred());
        Files.createDirectories(
                folder.resolve("primary").resolve("20260915.csv").resolve("in the way"));

        ContractStore.Kept kept = store.keep("primary", TUESDAY, hundred().subList(50, 100));

        assertFalse(kept.believed());
        assertEquals(100, kept.contracts().size());
        assertTrue(kept.problems().stream().anyMatch(text -> text.contains("contract list not kept")));
        assertTrue(kept.problems().get(kept.problems().size() - 1).contains("50 of 100 contracts missing"));
    }

    @Test
    void aMissingExchangeIsNotBelievedHoweverSmall() throws Exception {
        List<Contract> list = new ArrayList<>(hundred());
        list.add(Contracts.of("IF2610", "CFFEX"));
        store.keep("primary", MONDAY, list);
        ContractStore.Kept kept = store.keep("primary", TUESDAY, hundred());
        assertFalse(kept.believed());
        assertTrue(kept.problems().get(0).contains("all of CFFEX"), kept.problems()::toString);
    }

    @Test
    void expiredContractsMayLeave() throws Exception {
        store.keep("primary", MONDAY, hundred());
        LocalDate afterExpiry = LocalDate.of(2026, 10, 16);
        List<Contract> next = List.of(Contracts.of("rb2611", "SHFE"));
        ContractStore.Kept kept = store.keep("primary", afterExpiry, next);
        assertTrue(kept.believed());
        assertEquals(next, kept.contracts());
    }

    @Test
    void aCorruptFileIsSaidAndTheOlderOneTaken() throws Exception {
        store.keep("primary", MONDAY, hundred());
        store.keep("primary", TUESDAY, hundred());
        Path file = folder.resolve("primary/20260915.csv");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 30));
        ContractStore.Kept kept = store.last("primary", TUESDAY);
        assertEquals(100, kept.contracts().size());
        assertTrue(kept.problems().get(0).contains("20260915.csv:102"), kept.problems()::toString);
    }

    @Test
    void aFileCutAtALinesEndIsFoundOut() throws Exception {
        store.keep("primary", MONDAY, hundred());
        store.keep("primary", TUESDAY, hundred().subList(0, 99));
        Path file = folder.resolve("primary/20260915.csv");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 60));
        ContractStore.Kept kept = store.last("primary", TUESDAY);
        assertEquals(100, kept.contracts().size());
        assertTrue(kept.problems().get(0).contains("cut short: 58 of 99"), kept.problems()::toString);
    }

    @Test
    void anEmptyListIsNeverBelieved() throws Exception {
        ContractStore.Kept first = store.keep("primary", MONDAY, List.of());
        assertFalse(first.believed());
        store.keep("primary", MONDAY, hundred());
        ContractStore.Kept second = store.keep("primary", TUESDAY, List.of());
        assertFalse(second.believed());
        assertEquals(hundred(), second.contracts());
        assertEquals(hundred(), store.last("primary", TUESDAY).contracts());
    }

    @Test
    void whatExpiredDoesNotStayInAListThatIsNotBelieved() throws Exception {
        List<Contract> list = new ArrayList<>(hundred());
        Contract old = Contracts.of("rb2609", "SHFE");
        list.add(new Contract(
                old.instrumentId(),
                "SHFE",
                "rb",
                '1',
                "",
                10,
                1,
                2026,
                9,
                "20250101",
                "20260914",
                '1',
                true,
                '0',
                1,
                ""));
        store.keep("primary", MONDAY, list);
        ContractStore.Kept kept = store.keep("primary", TUESDAY, hundred().subList(0, 50));
        assertFalse(kept.believed());
        assertEquals(hundred(), kept.contracts());
    }

    @Test
    void aFileWrittenByHandNeedsTwoColumns() throws Exception {
        Path file = folder.resolve("mine.csv");
        Files.writeString(file, "# mine\nexchangeId,instrumentId\nSHFE,rb2701\nCFFEX,IO2612-C-4000\n");
        List<Contract> contracts = ContractsFile.read(file);
        assertEquals("rb", contracts.get(0).productId());
        assertEquals("IO", contracts.get(1).productId());
        Files.writeString(file, "exchangeId,instrumentId\nSHFE\n");
        IOException broken = assertThrows(IOException.class, () -> ContractsFile.read(file));
        assertTrue(broken.getMessage().contains("mine.csv:2: 'SHFE' is no contract"), broken.getMessage());
    }

    private static List<Contract> hundred() {
        return IntStream.range(100, 200)
                .mapToObj(i -> Contracts.of("rb" + i, "SHFE"))
                .toList();
    }
}
