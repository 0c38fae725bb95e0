package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.CommandFailed;
import io.ctpfeed.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * systemd, where it runs the machine and knows our unit: then it starts, stops and supervises the service, and we only ask.
 *
 * @param running directory that is there while systemd runs the machine (see sd_booted(3))
 * @param systemctl how it is asked
 */
record Systemd(Path running, String systemctl) {
    private static final String UNIT = "ctpfeed.service";

    static Systemd ofThisMachine() {
        return new Systemd(Path.of("/run/systemd/system"), "systemctl");
    }

    /** Whether it has the unit. */
    boolean hasUnit() throws IOException, InterruptedException {
        return Files.isDirectory(running) && ask("cat").code() == 0;
    }

    void start() throws IOException, InterruptedException {
        demand("start");
    }

    void stop() throws IOException, InterruptedException {
        demand("stop");
    }

    private void demand(String verb) throws IOException, InterruptedException {
        Answer answer = ask(verb);
        if (answer.code() != 0) {
            throw new CommandFailed(
                    ExitCode.PARTLY_FAILED,
                    "systemctl " + verb + " " + UNIT + ": exit code " + answer.code() + ": " + answer.text()
                            + "; see journalctl -u " + UNIT);
        }
    }

    private record Answer(int code, String text) {}

    private Answer ask(String verb) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(systemctl, "--no-pager", verb, UNIT));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(process.waitFor(), text.strip().replaceAll("\\R", " "));
        } catch (IOException e) {
            return new Answer(-1, e.getMessage());
        }
    }
}
