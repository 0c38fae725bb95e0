package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.tick.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    @Test
    void anEventReadsWell() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("instruments", List.of("rb2610"));
        details.put("from", Instant.parse("2025-11-24T01:00:00Z"));
        details.put("took", Duration.ofSeconds(3));
        details.put("ratio", Double.NaN);
        details.put("reason", null);
        FeedEvent event = new FeedEvent(
                FeedEvent.Kind.GAP, "opened", "primary", Instant.parse("2025-11-24T01:02:03.456789Z"), details);
        assertEquals(
                "{\"kind\":\"gap\",\"name\":\"opened\",\"source\":\"primary\",\"at\":\"2025-11-24T01:02:03.456Z\","
                        + "\"epoch\":77,\"details\":{\"instruments\":[\"rb2610\"],\"from\":\"2025-11-24T01:00:00.000Z\","
                        + "\"took\":\"PT3S\",\"ratio\":null,\"reason\":null}}",
                new String(new EventJson(77).encode(event), StandardCharsets.UTF_8));
    }
}
