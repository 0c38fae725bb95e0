package io.ctpfeed.standin.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Contract;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UniverseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 6);
    private static final Set<String> EXCHANGES = Set.of("SHFE", "INE", "DCE", "CZCE", "CFFEX", "GFEX");
    private static final Universe WHOLE = Universe.of(Universe.LARGEST, DAY);

    @Test
    void aWholeMarketHas25000ContractsOfAllExchangesAndClassesEachOnce() {
        List<Contract> contracts = WHOLE.contracts();
        assertEquals(25_000, contracts.size());
        assertEquals(
                25_000,
                contracts.stream().map(Contract::instrumentId).distinct().count());
        assertEquals(EXCHANGES, contracts.stream().map(Contract::exchangeId).collect(Collectors.toSet()));
        assertEquals(
                Set.of('1', '2', '3', '6', '7'),
                contracts.stream().map(Contract::productClass).collect(Collectors.toSet()));
        long futures = contracts.stream().filter(c -> c.productClass() == '1').count();
        assertTrue(futures > 700 && futures < 1_100, "futures: " + futures);
    }

    @Test
    void codesHaveTheirExchangesForm() {
        for (Contract contract : WHOLE.contracts()) {
            String form =
                    switch (contract.exchangeId() + contract.productClass()) {
                        case "CZCE1" -> "[A-Z]{2}\\d{3}";
                        case "CZCE2" -> "[A-Z]{2}\\d{3}[CP]\\d+";
                        case "CZCE3" -> "SPD [A-Z]{2}\\d{3}&[A-Z]{2}\\d{3}";
                        case "DCE3" -> "SP [a-z]{1,2}\\d{4}&[a-z]{1,2}\\d{4}";
                        case "DCE2", "GFEX2" -> "[a-z]{1,2}\\d{4}-[CP]-\\d+";
                        case "SHFE2", "INE2" -> "[a-z]{2}\\d{4}[CP]\\d+";
                        case "CFFEX6" -> "(IO|HO|MO)\\d{4}-[CP]-\\d+";
                        case "CFFEX1" -> "[A-Z]{1,2}\\d{4}";
                        case "INE7" -> "[a-z]{2}\\d{4}TAS";
                        default -> "[a-z]{1,2}\\d{4}";
                    };
            assertTrue(contract.instrumentId().matches(form), contract.exchangeId() + " " + contract.instrumentId());
        }
        for (String code : List.of("rb2605", "IF2601", "CF605", "SP c2601&c2603", "SPD CF601&CF603", "IO2601-C-4600")) {
            assertTrue(WHOLE.indexOf(code) >= 0, code);
        }
    }

    @Test
    void nothingListedHasExpired() {
        for (Contract contract : WHOLE.contracts()) {
            assertTrue(contract.expireDate().compareTo("20260106") >= 0, contract.toString());
            assertTrue(contract.openDate().compareTo("20260106") <= 0, contract.toString());
        }
    }

    @Test
    void sixInstrumentsAreOneOfEachExchange() {
        assertEquals(
                EXCHANGES,
                Universe.of(6, DAY).contracts().stream()
                        .map(Contract::exchangeId)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aSmallerMarketIsTheBeginningOfALargerOne() {
        assertEquals(Universe.of(500, DAY).contracts(), WHOLE.contracts().subList(0, 500));
    }

    @Test
    void anotherDayListsOtherMonths() {
        assertNotEquals(
                Universe.of(500, DAY).contracts(),
                Universe.of(500, LocalDate.of(2026, 3, 16)).contracts());
    }

    @Test
    void optionsNameTheirUnderlying() {
        for (Contract contract : WHOLE.contracts()) {
            if (contract.productClass() == '2') {
                assertTrue(WHOLE.indexOf(contract.underlyingId()) >= 0, contract.toString());
            }
        }
    }

    @Test
    void moreThanAWholeMarketIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Universe.of(25_001, DAY));
    }
}
