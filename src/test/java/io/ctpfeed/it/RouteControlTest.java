package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.standin.market.Pace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does to a route by hand, over JMX as Hawtio does: suspended keeps the session, stopped logs out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteControlTest {
    private static final int INSTRUMENTS = 600;

    private FeedRig rig;
    private long logins;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        rig = new FeedRig(folder, INSTRUMENTS);
    }

    @BeforeEach
    void flow() throws Exception {
        rig.subscribed();
        rig.flowing(2_000);
        logins = logins();
    }

    @AfterAll
    void stop() throws Exception {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void aSuspendedRouteKeepsItsSessionAndItsTicks() throws Exception {
        route("source-primary", "suspend");
        FeedRig.await("the ring fills").until(() -> rig.source("primary").ring().depth() > 500);
        assertEquals(SourceState.READY, rig.state("primary"));
        rig.moreTicks(); // of the other account

        // A market that goes on may fill a ring faster than a busy machine empties it, the one with a backlog first.
        rig.trial().pace(Pace.onCommand());
        route("source-primary", "resume");

        FeedRig.await("the ring empties")
                .until(() -> rig.source("primary").ring().depth() == 0);
        rig.flowing(2_000);
        rig.flawless();
        assertEquals(logins, logins());
    }

    @Test
    void aStoppedRouteLogsOutAndStaysStoppedThroughAReload() throws Exception {
        route("source-primary", "stop");
        assertEquals(SourceState.STOPPED, rig.state("primary"));
        assertEquals(ServiceStatus.Stopped, status("source-primary"));
        rig.moreTicks();

        Path sources = rig.routes().resolve("sources.yaml");
        String good = FeedRig.read(sources);
        rig.events().clear();
        rig.edit(sources, text -> text.replace("\"{{source.keep-session-seconds}}\"", "61"));
        JsonNode details = rig.events().await("edit-applied").path("details");
        assertEquals("[\"source-primary\"]", details.path("stayedStopped").toString());
        assertEquals(SourceState.STOPPED, rig.state("primary"));
        assertEquals(ServiceStatus.Started, status("source-backup"));

        route("source-primary", "start");
        rig.subscribed();
        assertEquals(SourceState.READY, rig.state("primary"));
        rig.moreTicks();
        rig.edit(sources, text -> good);
        assertEquals(logins + 1, logins());
    }

    @Test
    void theAccountsOwnBeanStopsStartsAndRestartsIt() throws Exception {
        account("stopSource");
        FeedRig.await("stopped").until(() -> rig.state("primary") == SourceState.STOPPED);
        account("startSource");
        FeedRig.await("ready").until(() -> rig.state("primary") == SourceState.READY);
        rig.subscribed();
        account("restartSource");
        FeedRig.await("login").until(() -> logins() == logins + 2);
        rig.subscribed();
        rig.moreTicks();
    }

    @Test
    void removingTheSourcesLogsOutAndPuttingThemBackRestoresAll() throws Exception {
        Path sources = rig.routes().resolve("sources.yaml");
        String good = FeedRig.read(sources);

        rig.applied(() -> delete(sources));
        FeedRig.await("logged out").until(() -> rig.state("primary") == SourceState.STOPPED);
        FeedRig.await("logged out").until(() -> rig.state("backup") == SourceState.STOPPED);
        FeedRig.await("the fronts see them go").until(() -> rig.fronts("sessions") == 0);

        rig.applied(() -> FeedRig.write(sources, good));
        rig.subscribed();
        rig.moreTicks();
        assertEquals(logins + 2, logins());
    }

    @Test
    void removingOneAccountsLinesLogsOutThatAccountOnly() throws Exception {
        Path sources = rig.routes().resolve("sources.yaml");
        String good = FeedRig.read(sources);
        String onlyPrimary = good.substring(0, good.indexOf("- templatedRoute:\n    routeId: source-backup"));

        rig.edit(sources, text -> onlyPrimary);
        FeedRig.await("logged out").until(() -> rig.state("backup") == SourceState.STOPPED);
        assertEquals(SourceState.READY, rig.state("primary"));
        rig.moreTicks();

        rig.edit(sources, text -> good);
        rig.subscribed();
        assertEquals(logins + 1, logins());
    }

    private long logins() {
        return rig.source("primary").status().logins()
                + rig.source("backup").status().logins();
    }

    private ServiceStatus status(String route) {
        return rig.service().context().getRouteController().getRouteStatus(route);
    }

    private void route(String id, String operation) throws Exception {
        invoke("type=routes,name=\"" + id + "\"", operation);
    }

    private void account(String operation) throws Exception {
        invoke("type=accounts,name=\"primary\"", operation);
    }

    private void invoke(String bean, String operation) throws Exception {
        MBeanServer server = rig.service()
                .context()
                .getManagementStrategy()
                .getManagementAgent()
                .getMBeanServer();
        ObjectName name = new ObjectName(
                "org.apache.camel:context=" + rig.service().context().getManagementName() + "," + bean);
        assertTrue(server.isRegistered(name), name + " among " + server.queryNames(null, null));
        server.invoke(name, operation, new Object[0], new String[0]);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
