package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.config.NearestName;
import io.ctpfeed.subscription.ShouldList.LeftOut;
import io.ctpfeed.tick.Contract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShouldListTest {
    private static final Path FILE = Path.of("contracts.yaml");
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);

    private static final List<Contract> MARKET = List.of(
            contract("rb2610", "SHFE", "rb", '1', 2026, 10),
            contract("rb2701", "SHFE", "rb", '1', 2027, 1),
            contract("m2701", "DCE", "m", '1', 2027, 1),
            contract("m2701-C-3000", "DCE", "m_o", '2', 2027, 1),
            contract("SP m2701&m2705", "DCE", "m", '3', 0, 0),
            contract("IO2612-C-4000", "CFFEX", "IO", '6', 2026, 12),
            contract("IO2612-P-4000", "CFFEX", "IO", '6', 2026, 12));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "include: {exchange: SHFE}|rb2610,rb2701",
                "include: {exchange: [SHFE, DCE], class: future}|m2701,rb2610,rb2701",
                "include: {product: m}|SP m2701&m2705,m2701",
                "include: {class: index-option, pattern: \"*-C-*\"}|IO2612-C-4000",
                "include: {class: 6}|IO2612-C-4000,IO2612-P-4000",
                "include: {delivery: 2026-12}|IO2612-C-4000,IO2612-P-4000",
                "include: {delivery: 2027-01/}|m2701,m2701-C-3000,rb2701",
                "include: {delivery: /2026-10}|rb2610",
                "include: {delivery: 2026-11/2026-12, pattern: \"*-P-????\"}|IO2612-P-4000",
                "include: {pattern: [\"SP m*&m????\", rb2610]}|SP m2701&m2705,rb2610",
            })
    void aRuleMatchesWhereAllItSaysHolds(String rule, String codes) {
        assertEquals(codes, String.join(",", list("rules:\n  - " + rule + "\n").codes()));
    }

    @Test
    void theLastRuleThatMatchesDecides() {
        ShouldList list = list(
                """
                rules:
                  - include: all
                  - exclude: {class: [option, index-option, combination]}
                  - include: {pattern: "IO2612-C-*"}
                """);
        assertEquals(List.of("IO2612-C-4000", "m2701", "rb2610", "rb2701"), list.codes());
        assertEquals(3, list.leftOut(LeftOut.EXCLUDED));
        assertEquals("4 contracts, left out: 3 excluded", list.text());
    }

    @Test
    void theShippedFileMeansAll() {
        ShouldListRules rules = ShouldListRules.read(Path.of("config", "contracts.yaml"), NearestName::of);
        assertEquals(
                MARKET.size(),
                ShouldList.of(MARKET, rules, Share.of("1/1"), DAY).contracts().size());
    }

    @Test
    void whatExpiredOrIsNotYetListedIsLeftOutAndSaid() {
        List<Contract> market = new ArrayList<>(MARKET);
        market.add(dated("rb2609", "20250916", "20260914", '1'));
        market.add(dated("rb2608", "20250916", "20260915", '3')); // trades to the end of its last day
        market.add(dated("rb2709", "20260916", "20270915", '0'));
        market.add(dated("rb2708", "20260915", "20270815", '0')); // the list is yesterday's: listed today
        market.add(dated("old", "", "", '3'));
        market.add(dated("new", "", "", '0'));
        ShouldList list = ShouldList.of(market, rules("rules: [{include: all}]"), Share.of("1/1"), DAY);
        assertEquals(MARKET.size() + 2, list.contracts().size());
        assertEquals(2, list.leftOut(LeftOut.EXPIRED));
        assertEquals(2, list.leftOut(LeftOut.NOT_YET_LISTED));
        assertEquals(
                market.size(),
                ShouldList.of(market, rules("rules: [{include: all}]"), Share.of("1/1"), null)
                        .contracts()
                        .size());
    }

    @Test
    void sharesAreDisjointCompleteAndMoveNoneForANewContract() {
        List<Contract> market = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            market.add(contract("c" + i, "DCE", "c", '1', 2027, 1));
        }
        ShouldListRules all = rules("rules: [{include: all}]");
        List<String> first = ShouldList.of(market, all, Share.of("1/2"), DAY).codes();
        ShouldList second = ShouldList.of(market, all, Share.of("2/2"), DAY);
        assertEquals(3_000, first.size() + second.contracts().size());
        assertTrue(second.codes().stream().noneMatch(first::contains));
        assertEquals(1_500, first.size(), 150);
        assertEquals(first.size(), second.leftOut(LeftOut.OTHER_SHARE));

        market.add(0, contract("a1", "DCE", "a", '1', 2027, 1));
        List<String> after =
                new ArrayList<>(ShouldList.of(market, all, Share.of("1/2"), DAY).codes());
        after.remove("a1");
        assertEquals(first, after);
        for (String wrong : List.of("", "0/2", "3/2", "1", "a/b")) {
            assertThrows(IllegalArgumentException.class, () -> Share.of(wrong), wrong);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rules: [{include: {exchange: SHFEE}}]|contracts.yaml:1: rules|did you mean SHFE?",
                "rules: [{include: {exchnge: SHFE}}]|contracts.yaml:1: rules|did you mean exchange?",
                "rules: [{inclde: all}]|contracts.yaml:1: rules|did you mean include?",
                "rule: [{include: all}]|contracts.yaml:1: rule|did you mean rules?",
                "rules: [{include: al}]|contracts.yaml:1: rules|did you mean all?",
                "rules: [{include: {class: optoin}}]|contracts.yaml:1: rules|did you mean option?",
                "rules: [{include: {class: swaption-x}}]|contracts.yaml:1: rules|there are TAS, combination, future",
                "rules: [{include: {delivery: 2612}}]|contracts.yaml:1: rules|'2612' is no month of delivery",
                "rules: [{include: {delivery: 2027-06/2026-12}}]|contracts.yaml:1: rules|is no month of delivery",
                "rules: [{include: {delivery: /}}]|contracts.yaml:1: rules|is no month of delivery",
                "rules: [{include: {product: []}}]|contracts.yaml:1: rules|an empty list matches nothing",
                "rules: [{include: {}}]|contracts.yaml:1: rules|nothing is said",
                "rules: [{include: all, exclude: all}]|contracts.yaml:1: rules|a rule is one of include, exclude",
                "rules: [{exclude: {exchange: DCE}}]|contracts.yaml:1: rules|no rule includes anything",
                "rules: []|contracts.yaml:1: rules|no rule includes anything",
                "rules: [|contracts.yaml|no YAML",
            })
    void aBrokenFileIsSaidWithFileLineAndWhatWasMeant(String text, String where, String what) {
        IllegalArgumentException broken = assertThrows(IllegalArgumentException.class, () -> rules(text));
        assertTrue(broken.getMessage().startsWith(where), broken.getMessage());
        assertTrue(broken.getMessage().contains(what), broken.getMessage());
        assertFalse(broken.getMessage().contains("\n"), broken.getMessage());
    }

    @Test
    void aRuleThatMatchesNothingIsNamedWithItsLine() {
        List<String> idle =
                rules("rules:\n  - include: all\n  - exclude: {product: RB}\n").idle(MARKET);
        assertEquals(1, idle.size());
        assertTrue(idle.get(0).startsWith("contracts.yaml:3: "), idle.get(0));
    }

    private static ShouldList list(String text) {
        return ShouldList.of(MARKET, rules(text), Share.of("1/1"), DAY);
    }

    private static ShouldListRules rules(String text) {
        return ShouldListRules.parse(FILE, text, NearestName::of);
    }

    private static Contract contract(String code, String exchange, String product, char kind, int year, int month) {
        return new Contract(
                code, exchange, product, kind, "", 1, 1, year, month, "20250101", "20270601", '1', true, '0', 1, "");
    }

    private static Contract dated(String code, String open, String expire, char phase) {
        return new Contract(code, "SHFE", "rb", '1', "", 1, 1, 2026, 9, open, expire, phase, true, '0', 1, "");
    }
}
