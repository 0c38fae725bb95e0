package io.ctpfeed.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Makes sure that the CTP library can write where it is told to: a directory that is missing or cannot be written makes
 * it abort the process.
 */
public final class FlowDirectories {
    private FlowDirectories() {}

    /**
     * Creates the accounts' flow directories where they are missing, and writes into each.
     *
     * @throws ConfigException with a line for each account whose directory cannot be used
     */
    public static void prepare(Collection<AccountConfig> accounts) {
        List<Finding> findings = new ArrayList<>();
        for (AccountConfig account : accounts) {
            problem(account.flowDir())
                    .ifPresent(problem -> findings.add(new Finding(
                            "account " + account.name(),
                            "",
                            "",
                            "flow directory " + account.flowDir() + " " + problem,
                            "make it writable for user " + System.getProperty("user.name") + " or change "
                                    + AccountProperties.FLOW_DIR
                                            .of(account.name())
                                            .key())));
        }
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
    }

    private static Optional<String> problem(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            return Optional.of("cannot be created: " + e.getFile() + " is a file");
        } catch (IOException e) {
            return Optional.of("cannot be created");
        }
        try {
            // Asking for the permission is not enough: the disk may be full or read-only.
            Files.deleteIfExists(Files.writeString(Files.createTempFile(directory, "check", ".tmp"), "check"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be written");
        }
    }
}
