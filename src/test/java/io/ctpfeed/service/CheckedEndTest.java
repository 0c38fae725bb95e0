package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedEndTest {
    @Test
    void onlyWhatSystemdItselfStartedIsStartedAnewByIt() {
        assertTrue(CheckedEnd.bySystemd(Map.of("INVOCATION_ID", "a1", "SYSTEMD_EXEC_PID", "4711"), 4711));
        assertTrue(CheckedEnd.bySystemd(Map.of("INVOCATION_ID", "a1"), 4711), "systemd before 248 says no process");

        assertFalse(
                CheckedEnd.bySystemd(Map.of("INVOCATION_ID", "a1", "SYSTEMD_EXEC_PID", "1200"), 4711),
                "from a terminal that systemd started");
        assertFalse(CheckedEnd.bySystemd(Map.of(), 4711));
    }
}
