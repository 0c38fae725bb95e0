package io.ctpfeed.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.subscription.FakeLine.Answer;
import io.ctpfeed.subscription.Silence.Judgement;
import io.ctpfeed.subscription.Silence.Verdict;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.WallClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_000_000 * SECOND;
    private static final long LIMIT = 60 * SECOND;

    private final FakeLine primary = new FakeLine("primary");
    private final FakeLine backup = new FakeLine("backup");
    private boolean trading = true;
    private final Inspector inspector =
            new Inspector(InspectorTest::contract, (code, heard, now) -> judge(heard, now), new Placement());

    @BeforeEach
    void start() {
        at(0);
        primary.answers.put("rb3", Answer.SILENT);
        primary.answers.put("rb4", Answer.REJECT);
        primary.subscribe(List.of("rb1", "rb2", "rb3", "rb4", "cu1"));
        backup.subscribe(List.of("rb5", "m1"));
    }

    @AfterEach
    void real() {
        WallClock.real();
    }

    @Test
    void eachInstrumentIsCountedAsFarAsItGotByExchangeAndProduct() {
        Inspection found = look();
        assertEquals(
                List.of("DCE", "SHFE"),
                found.exchanges().stream().map(Coverage::exchange).toList());
        assertEquals(2, found.products().size());
        Coverage shfe = found.exchanges().get(1);
        assertEquals(6, shfe.should());
        assertEquals(1, shfe.rejected());
        assertEquals(3, shfe.subscribed());
        assertEquals(7, found.total().should());

        AccountFindings account = found.accounts().get(0);
        assertEquals(List.of("rb3", "rb9"), account.notSubscribed());
        assertEquals("rb4", account.rejected().get(0).instrument());
        assertEquals(List.of("cu1"), account.notOnList());
    }

    @Test
    void theExitCodeIsThatOfTheWorst() {
        Inspection found = look();
        assertEquals(5, found.exitCode(98));
        assertEquals(7, found.exitCode(50));
        backup.standing = SubscriptionLine.Standing.away("DISCONNECTED");
        assertEquals(4, look().exitCode(50));
    }

    @Test
    void nothingIsSilentBeforeItWasSeenSubscribedForLongEnough() {
        primary.tick("rb1", START - 1_000 * SECOND);
        assertEquals(List.of(), silent(look()));
        at(60);
        assertEquals(List.of(), silent(look()));
        primary.tick("rb1", START + 30 * SECOND);
        at(61);
        assertEquals(List.of("rb2"), silent(look()));
        at(91);
        assertEquals(List.of("rb1", "rb2"), silent(look()));
    }

    @Test
    void whatWasLostInBetweenIsNotSilentAtOnceWhenItComesBack() {
        look();
        at(100);
        primary.standing = SubscriptionLine.Standing.away("away");
        look();
        primary.standing = SubscriptionLine.Standing.READY;
        assertEquals(List.of(), silent(look()));
    }

    @Test
    void anAccountIsSilentAsAWholeComparedWithTheSameProductsElsewhere() {
        look();
        at(40);
        backup.tick("m1", START + 39 * SECOND);
        assertEquals(40_000, look().accounts().get(0).silentMillis());
        assertEquals(-1, look().accounts().get(0).othersSilentMillis(), "m is not among the products of primary");
        backup.tick("rb5", START + 38 * SECOND);
        assertEquals(2_000, look().accounts().get(0).othersSilentMillis());
        trading = false;
        assertEquals(-1, look().accounts().get(0).silentMillis(), "a break");
    }

    @Test
    void anAccountStoppedByHandIsNotUnreachable() {
        backup.standing = SubscriptionLine.Standing.STOPPED_BY_HAND;
        Inspection found = inspector.inspect(List.of(new Inspector.Subject(backup, List.of("rb5"))), null);
        assertFalse(found.accounts().get(0).unreachable());
        assertTrue(found.exitCode(0) == 7);
    }

    @Test
    void whatAnOperatorUnsubscribedIsNamedAndNotMissing() {
        primary.unsubscribe(List.of("rb1"));
        assertEquals(List.of("rb1", "rb3", "rb9"), look().accounts().get(0).notSubscribed());
        primary.unsubscribedByHand.add("rb1");
        AccountFindings found = look().accounts().get(0);
        assertEquals(List.of("rb3", "rb9"), found.notSubscribed());
        assertEquals(List.of("rb1"), found.unsubscribedByHand());
        assertFalse(found.good());
    }

    private Inspection look() {
        return inspector.inspect(
                List.of(
                        new Inspector.Subject(primary, List.of("rb1", "rb2", "rb3", "rb4", "rb9")),
                        new Inspector.Subject(backup, List.of("rb5", "m1"))),
                null);
    }

    private static List<String> silent(Inspection found) {
        return found.accounts().get(0).silent().stream()
                .map(AccountFindings.Silent::instrument)
                .toList();
    }

    private Judgement judge(long heard, long now) {
        if (!trading) {
            return Judgement.NOT_TRADING;
        }
        long silent = now - heard;
        return new Judgement(silent > LIMIT ? Verdict.UNUSUAL : Verdict.USUAL, silent, LIMIT);
    }

    private static void at(long seconds) {
        WallClock.simulate(START + seconds * SECOND);
    }

    private static Contract contract(String code) {
        String product = code.replaceAll("\\d", "");
        String exchange = product.equals("m") ? "DCE" : "SHFE";
        return new Contract(
                code, exchange, product, '1', "", 10, 1, 2026, 5, "20250101", "20260515", '1', true, '0', 1, "");
    }
}
