package io.ctpfeed.standin.front;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a front allows; 0 is no limit. As real fronts, whoever is over a limit is answered with an error or thrown out.
 *
 * @param connectionsPerSecond ConnectFreq, per address; more are closed before the hello
 * @param sessions MaxIPSession, per listening port; more are closed before the hello
 * @param loginsPerSecond LoginFreq, per session
 * @param subscriptionsPerSecond instruments; above it the session is thrown out (0x1001)
 * @param instruments MaxSubInstCnt, per session; error 6000 above it
 * @param queuedPackets SendingListSize; a session for which more wait is thrown out
 * @param queriesPerSecond QryFreq of the trader front; error 90 above it
 * @param requestsPerSecond told to the library in the hello: it answers -3 above it
 * @param requestsInFlight told to the trader library in the hello: it answers -2 above it
 * @param heartbeatTimeoutMillis told to the library in the hello; heartbeats come at 53/120 of it, as the real ones
 * @param reconnectMillis told to the library in the hello
 */
public record Limits(
        int connectionsPerSecond,
        int sessions,
        int loginsPerSecond,
        int subscriptionsPerSecond,
        int instruments,
        int queuedPackets,
        int queriesPerSecond,
        int requestsPerSecond,
        int requestsInFlight,
        int heartbeatTimeoutMillis,
        int reconnectMillis) {

    /** Nothing limited but queries in flight. */
    public static final Limits NONE = new Limits(0, 0, 0, 0, 0, 0, 0, 0, 1, 120_000, 500);
    /** As the vendor describes a real front (facts of the CTP manual): all switched on. */
    public static final Limits REAL = new Limits(20, 0, 1, 1_000, 0, 10_000, 1, 0, 1, 120_000, 1_000);

    /** The same with one of them changed, by its name. */
    public Limits with(String name, int value) {
        RecordComponent[] components = Limits.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        boolean found = false;
        try {
            for (int i = 0; i < values.length; i++) {
                types[i] = int.class;
                values[i] = components[i].getAccessor().invoke(this);
                if (components[i].getName().equals(name)) {
                    values[i] = value;
                    found = true;
                }
            }
            if (found) {
                return Limits.class.getDeclaredConstructor(types).newInstance(values);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException("limit '" + name + "' is not known; there are "
                + Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.joining(", ")));
    }
}
