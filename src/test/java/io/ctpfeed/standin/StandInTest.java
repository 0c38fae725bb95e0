package io.ctpfeed.standin;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ctpfeed.standin.front.Account;
import io.ctpfeed.standin.market.Pace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class StandInTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StandInOptions OPTIONS =
            StandInOptions.DEFAULT.withInstruments(60).withPace(Pace.onCommand());

    @Test
    void commandsComeOverTheControlPort() throws IOException {
        try (StandIn standIn = StandIn.start(OPTIONS);
                Control control = new Control(standIn.controlPort())) {
            assertTrue(control.ask("addresses")
                    .get("fronts")
                    .get(1)
                    .get("md")
                    .asText()
                    .startsWith("tcp://127.0.0.1:"));
            assertEquals(
                    "2026-01-06T09:30:01",
                    control.ask("step 3").get("marketTime").asText());
            assertEquals("evenly:5.0", control.ask("pace evenly:5").get("pace").asText());
            assertEquals("command", control.ask("pace command").get("pace").asText());
            assertTrue(control.ask("grant 100").get("ok").asBoolean());
            assertEquals(
                    "front2",
                    control.ask("front 2 ticks alter:volume next 3")
                            .get("front")
                            .asText());
            for (String fault : new String[] {
                "drop 0x2001",
                "half-open",
                "stall 1",
                "refuse on",
                "silent on",
                "lag 20",
                "check-md-logins on",
                "slow-login 5",
                "refuse-login 8 1 CTP:前置不活跃",
                "reject rb2605;SP c2601&c2603",
                "reject-next 2",
                "swallow-acks 34",
                "several-last 34",
                "limit queuedPackets 10000",
                "ticks skip every 7 rb2605",
                "ticks garble:nan next 1",
                "clear",
                "report"
            }) {
                assertTrue(control.ask("front 1 " + fault).get("ok").asBoolean(), fault);
            }
            assertEquals(2, control.ask("report full").get("fronts").size());
        }
    }

    @Test
    void aCommandThatFailsSaysWhy() throws IOException {
        try (StandIn standIn = StandIn.start(OPTIONS);
                Control control = new Control(standIn.controlPort())) {
            assertTrue(control.ask("front 3 drop 0").get("error").asText().contains("there are 1 to 2"));
            assertTrue(
                    control.ask("front 1 limit speed 3").get("error").asText().contains("queuedPackets"));
            assertTrue(control.ask("sing").get("error").asText().contains("not a command"));
        }
    }

    @Test
    void aDayWithoutTradingIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> StandIn.start(OPTIONS.withStart(LocalDate.of(2026, 1, 10), LocalTime.NOON)))
                .getMessage();
        assertTrue(message.contains("2026-01-10"), message);
    }

    @Test
    void anAccountShowsNoSecret() {
        assertEquals("9999/u", new Account("9999", "u", "secret", "app", "code").toString());
    }

    @Test
    void asAProcessItPrintsItsAddressesAndEndsWithItsInput() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        StandIn.JVM_OPTIONS.get(0),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StandIn.class.getName(),
                        "--instruments=30",
                        "--fronts=1",
                        "--pace=command",
                        "--start=21:00:00")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            JsonNode line = JSON.readTree(out.readLine());
            assertEquals(30, line.get("instruments").asInt());
            try (Control control = new Control(line.get("control").asInt())) {
                assertEquals(
                        "2026-01-05T21:00:00",
                        control.ask("clock").get("marketTime").asText());
            }
            process.getOutputStream().close();
            assertTrue(process.waitFor(60, SECONDS));
            assertEquals(0, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /** A connection to the control port. */
    private static final class Control implements AutoCloseable {
        private final Socket socket;
        private final PrintStream out;
        private final BufferedReader in;

        Control(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        JsonNode ask(String command) throws IOException {
            out.print(command + "\n");
            out.flush();
            return JSON.readTree(in.readLine());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
