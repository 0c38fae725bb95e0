package io.ctpfeed.it;

import io.ctpfeed.cli.StandInCtpfeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@code systemctl} that knows one unit, ctpfeed.service of an installation: it writes down how it was called, starts and
 * stops the service as a real process, starts it again on exit code 75, and answers as systemd's does. Where no systemd runs the
 * machine, that is all there is of it.
 */
final class StandInUnit {
    private final Path directory;

    /** @param workingDirectory the installation that the unit runs */
    StandInUnit(Path home, Path workingDirectory) throws IOException {
        directory = Files.createDirectories(home.resolve("unit"));
        List<String> service = StandInCtpfeed.launch(home)
                .command(List.of(
                        "run",
                        "--config-dir",
                        home.resolve("config").toString(),
                        "--routes-dir",
                        home.resolve("routes").toString()));
        script(
                "service",
                """
                cd "$UNIT"
                while :; do
                    INVOCATION_ID=test sh -c 'export SYSTEMD_EXEC_PID=$$; exec "$@"' sh %s >>journal 2>&1 &
                    echo $! >pid
                    code=0
                    wait $! || code=$?
                    rm -f pid
                    echo "$code" >exit
                    [ "$code" = 75 ] || break
                    echo again >>restarts
                done
                """
                        .formatted(service.stream().map(StandInUnit::quoted).collect(Collectors.joining(" "))));
        script(
                "systemctl",
                """
                cd "$UNIT"
                echo "$*" >>calls
                case " $* " in
                    *' show '*)
                        active=inactive sub=dead
                        if [ -f pid ]; then
                            active=active sub=running
                        elif [ -f exit ] && [ "$(cat exit)" != 0 ]; then
                            active=failed sub=failed
                        fi
                        echo LoadState=loaded
                        echo ActiveState=$active
                        echo SubState=$sub
                        echo Result=success
                        echo "ExecMainStatus=$(cat exit 2>/dev/null || echo 0)"
                        echo "NRestarts=$(cat restarts 2>/dev/null | wc -l)"
                        echo 'WorkingDirectory=%s'
                        ;;
                    *' start '*)
                        if [ -f denied ]; then
                            echo 'Failed to start ctpfeed.service: Access denied' >&2
                            echo "See system logs and 'systemctl status ctpfeed.service' for details." >&2
                            exit 4
                        fi
                        [ ! -f pid ] || exit 0
                        rm -f exit restarts
                        setsid ./service </dev/null >/dev/null 2>&1 &
                        while [ ! -f pid ] && [ ! -f exit ]; do sleep 0.05; done
                        ;;
                    *' stop '*)
                        [ ! -f pid ] || kill "$(cat pid)"
                        while [ -f pid ]; do sleep 0.05; done
                        ;;
                esac
                """
                        .formatted(workingDirectory));
    }

    /** Where {@code systemctl} lies, for the PATH. */
    Path directory() {
        return directory;
    }

    /** From now on nobody may start it. */
    void deny() throws IOException {
        Files.createFile(directory.resolve("denied"));
    }

    /** What it was told to do, questions left out, since the last time. */
    List<String> told() throws IOException {
        Path calls = directory.resolve("calls");
        List<String> told = Files.readAllLines(calls).stream()
                .filter(call -> !call.contains(" show "))
                .toList();
        Files.writeString(calls, "");
        return told;
    }

    /** How often it started the service again by itself. */
    int restarts() throws IOException {
        Path restarts = directory.resolve("restarts");
        return Files.exists(restarts) ? Files.readAllLines(restarts).size() : 0;
    }

    private void script(String name, String body) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\nUNIT=" + quoted(directory.toString()) + "\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
