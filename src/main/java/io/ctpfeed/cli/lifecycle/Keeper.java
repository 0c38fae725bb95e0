package io.ctpfeed.cli.lifecycle;

import io.ctpfeed.cli.lifecycle.Systemd.Unit;
import java.nio.file.Path;
import java.util.Optional;

/** Who starts the service again when it ends: systemd, the supervisor of start, or nobody. Stateless. */
public final class Keeper {
    private Keeper() {}

    /** In words, while a service runs. */
    public static String of(Path home, Path runDir) throws InterruptedException {
        Optional<SupervisorFile> supervisor = SupervisorFile.read(new RunFiles(runDir).supervisor());
        if (supervisor.isPresent()) {
            int restarts = supervisor.get().restarts();
            return "the supervisor of start, process "
                    + supervisor.get().supervisor().pid()
                    + (restarts == 0
                            ? ""
                            : ", started anew " + restarts + (restarts == 1 ? " time" : " times") + ", last exit code "
                                    + supervisor.get().lastExit());
        }
        return new Systemd(home).unit().filter(Unit::isActive).isPresent()
                ? "systemd, " + Systemd.NAME
                : "nobody: it will not be started anew when it ends";
    }

    /** What systemd says where none runs, and what to do; empty where it has no unit. */
    public static String whyNot(Path home) throws InterruptedException {
        return new Systemd(home)
                .unit()
                .map(unit -> "; systemd: " + Systemd.NAME + " is " + unit.state() + "; " + Systemd.JOURNAL)
                .orElse("");
    }
}
