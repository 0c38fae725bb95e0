package io.ctpfeed.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories that a service writes: the run directory, and the accounts' flow directories, without which the CTP library
 * ends the process. Looked at before anything connects. Stateless.
 */
public final class Directories {
    private Directories() {}

    /**
     * Creates them where they are missing, and writes into each.
     *
     * @throws ConfigException with a line for each that cannot be used
     */
    public static void prepare(FeedConfig config) {
        List<Finding> findings = new ArrayList<>();
        Path runDir = config.ops().runDir();
        problem(runDir)
                .ifPresent(problem -> findings.add(new Finding(
                        FeedProperties.OPS_RUN_DIR.key(),
                        runDir.toString(),
                        "",
                        problem,
                        remedy(FeedProperties.OPS_RUN_DIR))));
        for (AccountConfig account : config.accounts().values()) {
            problem(account.flowDir())
                    .ifPresent(problem -> findings.add(new Finding(
                            "account " + account.name(),
                            "",
                            "",
                            "flow directory " + account.flowDir() + " " + problem,
                            remedy(AccountProperties.FLOW_DIR.of(account.name())))));
        }
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
    }

    /** Why a file could not be written, in words: {@code No space left on device}. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(e.getMessage());
    }

    private static Optional<String> problem(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            return Optional.of("cannot be created: " + e.getFile() + " is a file");
        } catch (IOException e) {
            return Optional.of("cannot be created: " + reason(e));
        }
        try {
            // Asking for the permission is not enough: the disk may be full or read-only.
            Files.deleteIfExists(Files.writeString(Files.createTempFile(directory, "check", ".tmp"), "check"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be written: " + reason(e));
        }
    }

    private static String remedy(Property<Path> property) {
        return "make it writable for user " + System.getProperty("user.name") + " or change " + property.key();
    }
}
