package io.ctpfeed.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.Instruments;
import io.ctpfeed.tick.JsonTickEncoder;
import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickClass;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.TickStructs;
import java.io.File;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is published is what docs/reference/asyncapi.yaml says. */
class AsyncApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode api;

    AsyncApiTest() throws Exception {
        api = new ObjectMapper(new YAMLFactory()).readTree(new File("docs/reference/asyncapi.yaml"));
    }

    @Test
    void ticksOfAnyKindFitTheirSchema() throws Exception {
        JsonSchema schema = schema("tick");
        Random random = new Random(6);
        for (int i = 0; i < 200; i++) {
            assertEquals(Set.of(), schema.validate(message(TickStructs.ordinary("rb2610", i))));
            assertEquals(Set.of(), schema.validate(message(TickStructs.garbage(random))));
            assertEquals(Set.of(), schema.validate(message(TickStructs.extreme(random))));
        }
    }

    @Test
    void everyFieldOfATickIsDescribedAndNoOther() throws Exception {
        UnsafeBuffer struct = TickStructs.ordinary("rb2610", 1);
        for (int level = 0; level < 5; level++) {
            struct.putDouble(TickLayout.LEVELS + level * TickLayout.LEVEL_LENGTH, 1);
        }
        assertEquals(names(api.at("/components/schemas/tick/properties")), names(message(struct)));
    }

    @Test
    void eventsFitTheirSchema() throws Exception {
        FeedEvent event = FeedEvent.of(EventName.NATS_CONNECTED, "nats", "server", "nats://a");
        assertEquals(Set.of(), schema("event").validate(JSON.readTree(new EventJson(1).encode(event))));
        Set<String> kinds = new TreeSet<>();
        api.at("/channels/events/parameters/kind/enum").forEach(kind -> kinds.add(kind.textValue()));
        Set<String> known = new TreeSet<>();
        for (FeedEvent.Kind kind : FeedEvent.Kind.values()) {
            known.add(kind.token());
        }
        assertEquals(known, kinds);
    }

    @Test
    void everyEventIsDescribedAndNoOther() throws Exception {
        Map<String, Set<String>> described = new TreeMap<>();
        for (FeedEvent.Kind kind : FeedEvent.Kind.values()) {
            for (JsonNode name : api.at("/components/schemas/" + kind.token() + "/allOf/1/properties/name/oneOf")) {
                described
                        .computeIfAbsent(kind.token(), key -> new TreeSet<>())
                        .add(name.path("const").asText());
                assertTrue(name.path("description").asText().length() > 10, "what is " + name + "?");
            }
        }
        Map<String, Set<String>> known = new TreeMap<>();
        for (EventName name : EventName.values()) {
            known.computeIfAbsent(name.kind().token(), key -> new TreeSet<>()).add(name.token());
            JsonNode message = JSON.readTree(new EventJson(1).encode(FeedEvent.of(name, "primary")));
            assertEquals(Set.of(), schema(name.kind().token()).validate(message), name.token());
        }
        assertEquals(known, described);
    }

    private JsonSchema schema(String name) {
        ObjectNode root = JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
        root.set("components", api.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
    }

    private static JsonNode message(UnsafeBuffer struct) throws Exception {
        Instruments instruments = new Instruments();
        Tick tick = new TickBatch(1).append(struct, 0, 1, 0).sequence(1);
        if (struct.getInt(TickLayout.VOLUME) % 2 == 0) {
            tick.classified(TickClass.LIVE, 1_764_000_000_500_000_000L, 20251124);
        } else {
            tick.flaws(struct.getInt(TickLayout.VOLUME) & 31);
        }
        ExpandableArrayBuffer target = new ExpandableArrayBuffer();
        int length = new JsonTickEncoder().encode(tick, instruments.of(struct, TickLayout.INSTRUMENT_ID), 1, target, 0);
        return JSON.readTree(target.byteArray(), 0, length);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
