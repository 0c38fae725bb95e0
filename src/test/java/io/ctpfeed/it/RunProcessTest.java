package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.publish.NatsServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ctpfeed run} as systemd starts it, with the vendor's own library: what is wrong is one line and an exit code. */
class RunProcessTest {
    private static final int CONFIGURATION = 3;

    @TempDir
    private Path home;

    private CtpfeedProcess ctpfeed;

    @BeforeEach
    void installation() throws IOException {
        ctpfeed = new CtpfeedProcess(home);
    }

    @AfterEach
    void noSecretIsShownAndNothingIsLeft() {
        ctpfeed.close();
        String output = ctpfeed.stdout() + ctpfeed.stderr();
        assertFalse(output.contains(CtpfeedProcess.PASSWORD) || output.contains(CtpfeedProcess.AUTH_CODE), output);
        assertEquals("", ctpfeed.stdout());
    }

    @Test
    void noConfiguration() throws Exception {
        ctpfeed.startAsItIs();
        refused("application.properties");
    }

    @Test
    void aMalformedValue() throws Exception {
        ctpfeed.with("source.batch-limit-ticks", "many").start();
        refused("source.batch-limit-ticks = many", "application.properties");
    }

    @Test
    void anUnknownPropertyIsAnsweredWithTheNearestName() throws Exception {
        ctpfeed.with("publish.fromat", "json").start();
        refused("publish.fromat", "did you mean publish.format?");
    }

    @Test
    void aMissingFieldOfAnAccount() throws Exception {
        ctpfeed.without("ctp.accounts.backup.broker-id").start();
        refused("backup", "broker-id");
    }

    @Test
    void aCalendarThatDoesNotCoverToday() throws Exception {
        Path file = home.resolve("config/calendar.yaml");
        FeedRig.write(file, FeedRig.read(file).replaceFirst("covered-until: .*", "covered-until: 2025-02-28"));
        ctpfeed.start();
        refused(file + ": covers 2025-01-01 to 2025-02-28, today is ", "set covered-until");
    }

    @Test
    void aBrokenTableOfSessions() throws Exception {
        Path file = home.resolve("config/sessions.yaml");
        FeedRig.write(file, FeedRig.read(file).replace("hours: index", "hours: indx"));
        ctpfeed.start();
        refused(file + ":", "hours 'indx' are not there");
    }

    @Test
    void aRoutesDirectoryThatIsNotThere() throws Exception {
        ctpfeed.start("--routes-dir", home.resolve("nowhere").toString());
        refused(home.resolve("nowhere").toString(), "--routes-dir");
    }

    @Test
    void aFlowDirectoryThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(home.resolve("a-file"), "");
        ctpfeed.with("ctp.accounts.primary.flow-dir", file.resolve("flow").toString())
                .start();
        refused("account primary", file.toString(), "flow-dir");
    }

    @Test
    void aStandInLibraryInTheVendorsPlace() throws Exception {
        Path library = FeedRig.SHIPPED.resolve("target/native");
        ctpfeed.environment("LD_LIBRARY_PATH", library.toString()).start();
        refused("an invented market must not go out as real", "LD_LIBRARY_PATH (" + library + ")");
    }

    @Test
    void aRouteOfAnAccountWhoseNameIsMisspeltIsToldWithoutWaitingForNats() throws Exception {
        Path sources = ctpfeed.route("sources.yaml");
        FeedRig.write(sources, FeedRig.read(sources).replace("value: backup", "value: backpu"));
        ctpfeed.start();
        refused(sources + ":", "account backpu is not configured", "take the route");
    }

    @Test
    void whoHasOneAccountAloneNeedsNoOtherRoutes() throws Exception {
        for (String field : List.of("fronts", "broker-id", "user-id", "password", "flow-dir")) {
            ctpfeed.without("ctp.accounts.backup." + field);
        }
        ctpfeed.start()
                .says("left out, for the account they name is not configured: [")
                .says("source-backup");
        endsCleanly();
    }

    @Test
    void aBrokenRouteFileIsToldWithoutWaitingForNats() throws Exception {
        Path file = ctpfeed.route("ticks.yaml");
        FeedRig.write(file, FeedRig.read(file).replace("steps:", "stepps:"));
        ctpfeed.start();
        refused(file + ":", "stepps");
    }

    @Test
    void natsThatRefusesTheCredentials() throws Exception {
        try (NatsServerProcess nats = NatsServerProcess.onFreePort().start("--user", "feed", "--pass", "right")) {
            ctpfeed.with("nats.servers", nats.url())
                    .with("nats.reconnect-wait-millis", "50")
                    .start();
            refused(nats.url(), "NATS refused", "check nats.user");
        }
    }

    @Test
    void aCredentialsFileOfNatsThatIsNotThere() throws Exception {
        ctpfeed.with("nats.credentials-file", home.resolve("nowhere.creds").toString())
                .start();
        refused("nats.credentials-file", home.resolve("nowhere.creds").toString(), "cannot be read");
    }

    @Test
    void aPasswordInAnAddressIsNotRepeated() throws Exception {
        ctpfeed.with("nats.servers", "nats://feed:" + CtpfeedProcess.PASSWORD + "@127.0.0.1:4222")
                .start();
        refused("nats.servers = nats://***@127.0.0.1:4222", "nats.user");
    }

    @Test
    void withoutNatsItWaitsAndSaysSoAndEndsOnSigterm() throws Exception {
        ctpfeed.start().says("is not up yet: waiting for it");
        assertTrue(ctpfeed.isAlive());
        endsCleanly();
    }

    @Test
    void aFrontThatDoesNotAnswerIsNamedAndTriedAgain() throws Exception {
        try (NatsServerProcess nats = NatsServerProcess.onFreePort().start()) {
            String closed = "tcp://127.0.0.1:" + closedPort();
            ctpfeed.with("ctp.accounts.primary.fronts", closed)
                    .with("ctp.accounts.primary.trader-fronts", closed)
                    .with("ctp.accounts.primary.app-id", "app")
                    .with("ctp.accounts.primary.auth-code", CtpfeedProcess.AUTH_CODE)
                    .with("ctp.accounts.backup.fronts", closed)
                    .with("source.connect-timeout-millis", "500")
                    .with("log.level", "debug")
                    .with("nats.servers", nats.url())
                    .start()
                    .says("front " + closed + " did not answer in 0.5 s; check ctp.accounts.primary.fronts")
                    .says("ctp.accounts.backup.fronts");
            assertTrue(ctpfeed.isAlive());
            assertTrue(ctpfeed.stderr().contains("CTP library v6.7.8"), ctpfeed.stderr());
            endsCleanly();
        }
    }

    /** One line on standard error, which holds these texts, and the exit code of a wrong configuration. */
    private void refused(String... texts) throws Exception {
        assertEquals(CONFIGURATION, ctpfeed.exit(), ctpfeed::stderr);
        List<String> lines = errors();
        assertEquals(1, lines.size(), ctpfeed::stderr);
        for (String text : texts) {
            assertTrue(lines.get(0).contains(text), text + " in " + lines.get(0));
        }
    }

    /** What is not log: what an operator on a terminal looks for. */
    private List<String> errors() {
        return ctpfeed.stderr()
                .lines()
                .filter(line -> line.startsWith("ctpfeed: "))
                .toList();
    }

    private void endsCleanly() throws Exception {
        long begin = System.nanoTime();
        int code = ctpfeed.terminate().exit();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
        assertEquals(0, code, ctpfeed.stderr());
        assertTrue(seconds < 15, "it took " + seconds + " s");
        assertEquals(0, ctpfeed.children());
        assertFalse(ctpfeed.stderr().contains("did not end cleanly"), ctpfeed.stderr());
        assertFalse(ctpfeed.stderr().contains("unexpected error"), ctpfeed.stderr());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
