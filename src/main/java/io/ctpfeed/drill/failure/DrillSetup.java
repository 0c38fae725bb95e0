package io.ctpfeed.drill.failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a drill runs on. Drills with the same setup can be run one after the other on one {@link DrillRig}. Immutable.
 *
 * @param name says it in a word
 * @param properties over the shipped ones
 * @param edits of shipped files
 * @param ownProcess whether the service has a process of its own, which can be killed
 * @param natsNodes nats-servers, more than one as a cluster
 * @param stored whether ticks and events are read from JetStream's streams instead of as they go by: NATS itself goes away
 * @param diskMebibytes size of the disk that the journal lies on; 0: the machine's
 */
public record DrillSetup(
        String name,
        Map<String, String> properties,
        List<Edit> edits,
        boolean ownProcess,
        int natsNodes,
        boolean stored,
        int diskMebibytes) {

    /** A text in a shipped file, and what stands in its place. @param file below the installation */
    public record Edit(String file, String text, String instead) {}

    /** Fast where the shipped values are gentle with real fronts. */
    private static final Map<String, String> BRISK = Map.of(
            "subscription.instruments-per-second", "4000",
            "subscription.retry-millis", "200",
            "source.reconnect-backoff-min-millis", "100",
            "source.reconnect-backoff-max-millis", "500",
            "nats.reconnect-wait-millis", "100");

    private static final Map<String, String> ACKNOWLEDGED = with("publish.delivery", "jetstream");

    /** Who does not read is cut off sooner than in service. */
    private static final Edit IMPATIENT = new Edit("config/nats.conf", "max_pending: 256MB", "max_pending: 24MB");

    private static final Edit THREE_COPIES = new Edit("config/nats/streams.yaml", "replicas: 1", "replicas: 3");

    /** Two hot lines, the service in this process, ticks read as they go by. */
    public static final DrillSetup TWO_LINES =
            new DrillSetup("two lines", BRISK, List.of(IMPATIENT), false, 1, false, 0);

    /** One hot line, and one that stands by. */
    public static final DrillSetup STANDBY =
            new DrillSetup("standby", with("ctp.accounts.backup.role", "standby"), List.of(), false, 1, false, 0);

    /** Ticks acknowledged by a stream and read from it. */
    public static final DrillSetup STORED = new DrillSetup("stored", ACKNOWLEDGED, List.of(), false, 1, true, 0);

    /** Three servers that keep three copies. */
    public static final DrillSetup CLUSTER =
            new DrillSetup("cluster", ACKNOWLEDGED, List.of(THREE_COPIES), false, 3, true, 0);

    /** The service can be killed. */
    public static final DrillSetup PROCESS = new DrillSetup("process", BRISK, List.of(), true, 1, false, 0);

    /** The journal's disk is small. */
    public static final DrillSetup SMALL_DISK = new DrillSetup("small disk", ACKNOWLEDGED, List.of(), true, 1, true, 8);

    private static Map<String, String> with(String key, String value) {
        Map<String, String> properties = new LinkedHashMap<>(BRISK);
        properties.put(key, value);
        return Map.copyOf(properties);
    }
}
