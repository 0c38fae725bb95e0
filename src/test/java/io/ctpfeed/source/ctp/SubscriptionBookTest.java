package io.ctpfeed.source.ctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Instruments;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionBookTest {
    private final SubscriptionBook book = new SubscriptionBook(new Instruments());

    @Test
    void anAcknowledgementThatComesBeforeTheRequestReturnsStands() {
        book.want(List.of("a", "b"));
        List<String> batch = book.toRequest(10);
        book.acknowledged("a");
        book.rejected("b", 16, "no such");
        book.requested(batch);
        assertEquals(new SubscriptionBook.Count(2, 2, 1, 0, 1), book.count());
        assertTrue(book.toRequest(10).isEmpty());
    }

    @Test
    void whatIsWantedOutlivesTheSessionAndAllElseDoesNot() {
        book.want(List.of("a", "b", "c"));
        book.requested(List.of("a", "b"));
        book.acknowledged("a");
        book.forgetSession();
        assertEquals(new SubscriptionBook.Count(3, 0, 0, 0, 0), book.count());
        assertEquals(List.of("a", "b", "c"), book.toRequest(10));
    }

    @Test
    void whatIsNoLongerWantedIsNotAskedFor() {
        assertEquals(2, book.want(List.of("a", "b")));
        assertEquals(0, book.want(List.of("a")));
        assertEquals(List.of("b"), book.unwant(List.of("b", "x")));
        assertEquals(List.of("a"), book.toRequest(10));
    }

    @Test
    void whatIsWithheldIsNotWantedBeforeItIsReleased() {
        book.want(List.of("a", "b"));
        assertEquals(List.of("b"), book.withhold(List.of("b", "never-wanted")));
        assertEquals(Set.of("b"), book.withheld());
        assertEquals(0, book.want(List.of("a", "b")));
        book.forgetSession();
        assertEquals(List.of("a"), book.toRequest(10));
        book.release(List.of("b"));
        assertEquals(1, book.want(List.of("b")));
    }

    @Test
    void whatAnEarlierProcessWithheldIsSoForThatTradingDayAlone() {
        book.withhold(List.of("a", "b"), "20260106");
        assertEquals(0, book.want(List.of("a")));
        assertEquals(Set.of(), book.renew("20260106"));
        assertEquals(Set.of("a", "b"), book.withheld());
        assertEquals(Set.of("a", "b"), book.renew("20260107"));
        assertEquals(1, book.want(List.of("a")));
    }
}
