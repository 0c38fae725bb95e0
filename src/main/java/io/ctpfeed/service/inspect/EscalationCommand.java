package io.ctpfeed.service.inspect;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operator's own program that tells people. It is run without a shell, and without the service's environment, which
 * holds passwords: it gets the details, and PATH, HOME, LANG, TZ and USER. Any thread; waits for its end.
 */
final class EscalationCommand {
    private static final Logger LOG = LoggerFactory.getLogger(EscalationCommand.class);
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "TZ", "USER");
    private static final File NOTHING = new File("/dev/null");

    private EscalationCommand() {}

    /**
     * Runs it; a failure is logged.
     *
     * @param command program and arguments, separated by spaces
     * @param details environment variables
     * @return whether it ended with 0 in time
     */
    static boolean run(String command, int timeoutSeconds, Map<String, String> details) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.strip().split(" +"))
                .redirectErrorStream(true)
                .redirectInput(NOTHING)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(PASSED_ON);
        environment.putAll(details);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            LOG.error("recovery.escalation-command = {}: did not start ({}); correct it", command, e.getMessage());
            return false;
        }
        try {
            if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
                LOG.error(
                        "recovery.escalation-command = {}: not done after {} s, ended; make it quicker, or raise"
                                + " recovery.escalation-timeout-seconds",
                        command,
                        timeoutSeconds);
                return false;
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            LOG.error("recovery.escalation-command = {}: failed with exit code {}", command, process.exitValue());
        }
        return process.exitValue() == 0;
    }
}
