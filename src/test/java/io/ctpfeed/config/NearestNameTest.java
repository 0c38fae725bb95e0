package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "json, json, 0", "'', abc, 3", "JSON, json, 0", "flaw, lawn, 2"})
    void distanceCountsInsertionsDeletionsAndSubstitutions(String one, String other, int distance) {
        assertEquals(distance, NearestName.distance(one, other));
    }

    @Test
    void theNearestIsTaken() {
        assertEquals(Optional.of("primary"), NearestName.of("primry", List.of("backup", "primary", "prime")));
    }

    @Test
    void whatIsFarFromAllHasNoNearest() {
        assertEquals(Optional.empty(), NearestName.of("tertiary", List.of("backup", "primary")));
    }
}
