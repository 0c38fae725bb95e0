package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * systemd, where it runs this machine and has our unit: then it starts, stops and supervises the service, and we only ask, by
 * {@code systemctl}. Any thread.
 *
 * @param home the installation; a unit of another one is none of ours
 */
public record Systemd(Path home) {
    static final String NAME = "ctpfeed.service";
    /** What to do when it failed: its log is the journal. */
    static final String JOURNAL = "run: journalctl -u " + NAME + " -n 50 --no-pager";

    /** Of systemctl: the user may not do that. */
    private static final int NO_PERMISSION = 4;

    /** @return what systemd says of our unit; empty where there is no systemd, or it has none */
    public Optional<Unit> unit() throws InterruptedException {
        return anyUnit().filter(unit -> unit.runs(home));
    }

    /** The same, also of a unit that runs another installation. */
    Optional<Unit> anyUnit() throws InterruptedException {
        Answer answer = ask("show", "--property=" + String.join(",", Unit.PROPERTIES));
        Map<String, String> properties = new HashMap<>();
        answer.text().lines().filter(line -> line.contains("=")).forEach(line -> {
            int end = line.indexOf('=');
            properties.put(line.substring(0, end), line.substring(end + 1));
        });
        return Optional.of(new Unit(properties)).filter(Unit::isLoaded);
    }

    /**
     * Starts the unit; whether the service in it is well is another question.
     *
     * @throws CommandFailed if systemd cannot, or the service ended at once and systemd waited for it
     */
    void start() throws InterruptedException {
        demand("start");
    }

    /** Stops the unit. @return whether it ended by itself, that is, was not killed */
    boolean stop() throws InterruptedException {
        demand("stop");
        return unit().filter(Unit::wasKilled).isEmpty();
    }

    private void demand(String verb) throws InterruptedException {
        Answer answer = ask(verb);
        if (answer.code() == 0) {
            return;
        }
        String what = "systemctl " + verb + " " + NAME + " failed: "
                + answer.text().lines().findFirst().orElse("exit code " + answer.code());
        if (answer.code() == NO_PERMISSION) {
            throw new CommandFailed(ExitCode.CONFIGURATION, what + "; run it as root (sudo ./ctpfeed ...)");
        }
        throw new CommandFailed(unit().map(Unit::exitCode).orElse(ExitCode.UNREACHABLE), what + "; " + JOURNAL);
    }

    private record Answer(int code, String text) {}

    private static Answer ask(String verb, String... options) throws InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("systemctl", "--no-pager", verb));
        command.addAll(List.of(options));
        command.add(NAME);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text.strip());
        } catch (IOException e) {
            return new Answer(-1, e.getMessage()); // there is none
        }
    }

    /**
     * What {@code systemctl show} says of the unit at one moment. Immutable.
     *
     * @param properties by their names
     */
    public record Unit(Map<String, String> properties) {
        private static final List<String> PROPERTIES = List.of(
                "LoadState",
                "ActiveState",
                "SubState",
                "Result",
                "ExecMainStatus",
                "NRestarts",
                "ExecStart",
                "WorkingDirectory");

        /** Whether there is such a unit, and it may be started. */
        boolean isLoaded() {
            return is("LoadState", "loaded");
        }

        /** Whether systemd keeps it running: also between an end and the next start. */
        boolean isActive() {
            return !is("ActiveState", "inactive") && !is("ActiveState", "failed");
        }

        /** Whether the service has ended, for good or to be started again in a moment. */
        boolean hasEnded() {
            return !isActive() || is("SubState", "auto-restart");
        }

        /** How often systemd started the service again since it was started. */
        int restarts() {
            return number("NRestarts");
        }

        boolean wasKilled() {
            return is("Result", "timeout");
        }

        /** What the service's own end means for who waited for it. */
        ExitCode exitCode() {
            return number("ExecMainStatus") == ExitCode.CONFIGURATION.code()
                    ? ExitCode.CONFIGURATION
                    : ExitCode.UNREACHABLE;
        }

        /** In words: failed, exit code 3. */
        public String state() {
            String state = get("ActiveState");
            return number("ExecMainStatus") == 0 ? state : state + ", last exit code " + number("ExecMainStatus");
        }

        /** Whether it runs that installation: by a path that lies in it, or its working directory. */
        boolean runs(Path home) {
            return is("WorkingDirectory", home.toString())
                    || get("ExecStart").contains(home + "/")
                    || get("ExecStart")
                            .lines()
                            .flatMap(line -> List.of(line.split("[ ;=]+")).stream())
                            .anyMatch(word -> liesIn(home, word));
        }

        /** Through links, too. */
        private static boolean liesIn(Path home, String word) {
            try {
                return word.startsWith("/") && Path.of(word).toRealPath().startsWith(home.toRealPath());
            } catch (IOException | java.nio.file.InvalidPathException e) {
                return false;
            }
        }

        private String get(String property) {
            return properties.getOrDefault(property, "");
        }

        private boolean is(String property, String value) {
            return get(property).equals(value);
        }

        private int number(String property) {
            return get(property).matches("\\d{1,9}") ? Integer.parseInt(get(property)) : 0;
        }
    }
}
