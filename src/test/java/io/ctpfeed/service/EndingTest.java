package io.ctpfeed.service;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

/** The steps of the end do not depend on one another. */
class EndingTest {
    @Test
    void aStepThatFailsDoesNotKeepOthersFromBeingTaken() {
        assertDoesNotThrow(() -> Ending.quietly("this", () -> {
            throw new NoClassDefFoundError("a jar that was replaced under the service");
        }));
        assertDoesNotThrow(() -> Ending.quietly("that", () -> {
            throw new InterruptedException();
        }));
        assertDoesNotThrow(() -> Ending.stopInflow(null));
        assertDoesNotThrow(() -> Ending.stopQueues(null));
    }
}
