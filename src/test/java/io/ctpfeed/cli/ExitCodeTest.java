package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExitCodeTest {
    @Test
    void ofSeveralTheFirstOf34657Counts() {
        List<ExitCode> order = List.of(
                ExitCode.CONFIGURATION,
                ExitCode.UNREACHABLE,
                ExitCode.RATE_LIMIT,
                ExitCode.COVERAGE,
                ExitCode.PARTLY_FAILED,
                ExitCode.OK);
        for (int first = 0; first < order.size(); first++) {
            assertEquals(order.get(first), ExitCode.worst(order.subList(first, order.size())));
        }
    }

    @Test
    void ofNoneItIsFine() {
        assertEquals(ExitCode.OK, ExitCode.worst(List.of()));
    }

    @Test
    void codesAreTheirPlaces() {
        for (ExitCode code : ExitCode.values()) {
            assertEquals(code == ExitCode.RESTART ? 75 : code.ordinal(), code.code());
        }
    }
}
