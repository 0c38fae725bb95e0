package io.ctpfeed.publish;

import static io.ctpfeed.publish.DeliveryRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of several servers goes. */
class TickDeliveryClusterTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatIsAboutToStopIsLeftForAnotherWithoutAnOutage() throws Exception {
        try (NatsCluster cluster = new NatsCluster(2, null);
                DeliveryRig rig = rig(cluster, DeliveryMode.CORE).live()) {
            NatsServerProcess first = cluster.of(rig.delivery().line().connection());
            try (Connection reader = cluster.otherThan(first).observer()) {
                DeliveryRig.Received received = new DeliveryRig.Received();
                Dispatcher dispatcher = reader.createDispatcher(received::add);
                dispatcher.setPendingLimits(-1, -1);
                dispatcher.subscribe("md.>");
                reader.flush(Duration.ofSeconds(5));
                // until the servers know of each other, a tick that is sent to one is not heard at the other
                await().until(() -> {
                    rig.send(50);
                    return received.liveTicks > 0;
                });
                long unheard = rig.sent() - received.liveTicks;
                first.lameDuck();
                rig.sendUntil(2_000, () -> cluster.of(rig.delivery().line().connection()) != first);
                rig.sendUntil(2_000, () -> received.liveTicks > 3_000);
                assertEquals(0, rig.told.size(), rig.told::toString);
                assertTrue(rig.delivery().isLive());
                await().until(() -> received.liveTicks + unheard >= rig.sent());
            }
        }
    }

    @Test
    @Tag("long")
    void theLossOfOneOfThreeNodesLosesAndDoublesNothing() throws Exception {
        try (NatsCluster cluster = new NatsCluster(3, folder)) {
            NatsServerProcess killed;
            try (DeliveryRig rig = rig(cluster, DeliveryMode.JETSTREAM)) {
                rig.live();
                killed = cluster.of(rig.delivery().line().connection());
                NatsServerProcess other = cluster.otherThan(killed);
                await().until(() -> declared(other));
                rig.sendUntil(2_000, () -> rig.delivery().isLive() && rig.sent() > 4_000);
                killed.kill();
                rig.sendUntil(2_000, () -> rig.delivery().figures().outages() > 0);
                rig.sendUntil(2_000, rig.delivery()::isLive);
                rig.awaitDelivered();
                assertNotEquals(killed, cluster.of(rig.delivery().line().connection()));
                try (Connection reader = other.observer()) {
                    rig.assertStoredOnce(reader);
                }
            }
        }
    }

    private static boolean declared(NatsServerProcess server) {
        try (Connection connection = server.observer()) {
            DeliveryRig.declareStream(connection, 3);
            return true;
        } catch (Exception e) {
            return false; // the nodes have not found each other yet
        }
    }

    private DeliveryRig rig(NatsCluster cluster, DeliveryMode mode) {
        return new DeliveryRig(cluster.url(), DeliveryRig.settings(mode), folder.resolve("journal"));
    }
}
