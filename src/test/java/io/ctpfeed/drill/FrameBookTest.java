package io.ctpfeed.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.standin.StandIn;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.standin.market.Timetable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ticks that a reader has, or lacks. */
class FrameBookTest {
    private static final int INSTRUMENTS = 10;
    private static final StandInOptions OPTIONS = StandInOptions.DEFAULT.withInstruments(INSTRUMENTS);
    private static final Market MARKET = StandIn.market(OPTIONS);

    private final long frame = Timetable.frameFrom(OPTIONS.tradingDay(), OPTIONS.start());
    private final FrameBook book = new FrameBook(MARKET);
    private final TickNumbers numbers = new TickNumbers(INSTRUMENTS);

    @Test
    void whatWasNotReadIsMissing() {
        for (int i = 0; i < INSTRUMENTS; i++) {
            book.add(i, frame, i == 3);
        }
        book.add(0, frame + 1, false);

        List<Integer> missing = new ArrayList<>();
        long had = book.missing(Position.of(frame, 2), Position.of(frame + 1, 4), (index, late) -> missing.add(index));

        assertEquals(12, had, "from the third of a frame to the fourth of the next");
        assertEquals(List.of(1, 2, 3), missing);
    }

    @Test
    void aSecondTimeIsADoubleOnEitherSubject() {
        assertEquals(FrameBook.Finding.NEW, book.add(1, frame, false));
        assertEquals(FrameBook.Finding.DOUBLED, book.add(1, frame, false));
        assertEquals(FrameBook.Finding.DOUBLED, book.add(1, frame, true));
    }

    @Test
    void eachSubjectHasAnOrderOfItsOwn() {
        book.add(1, frame + 5, false);

        assertEquals(FrameBook.Finding.NEW, book.add(1, frame + 2, true));
        assertEquals(FrameBook.Finding.OUT_OF_ORDER, book.add(1, frame + 1, true));
        assertEquals(FrameBook.Finding.OUT_OF_ORDER, book.add(1, frame + 4, false));
        assertEquals(FrameBook.Finding.NEW, book.add(1, frame + 6, false));
    }

    @Test
    void aNumberIsUsedOnceWithinAnEpoch() {
        assertEquals(FrameBook.Finding.NEW, numbers.add(1, 7, 1, false));
        assertEquals(FrameBook.Finding.NEW, numbers.add(1, 7, 3, false));
        assertEquals(FrameBook.Finding.NEW, numbers.add(1, 7, 2, true));
        assertEquals(FrameBook.Finding.DOUBLED, numbers.add(1, 7, 3, true));
        assertEquals(FrameBook.Finding.NEW, numbers.add(1, 8, 3, false));
        assertEquals(FrameBook.Finding.OUT_OF_ORDER, numbers.add(1, 8, 2, false));
        assertEquals(FrameBook.Finding.NEW, numbers.add(1, 8, 0, false), "none");
    }
}
