package io.ctpfeed.tick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that are there whole or as they were before, whoever reads them at the same time and whenever the process
 * dies. Stateless; directories are made where they are missing.
 */
public final class WholeFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private WholeFile() {}

    /** For others to read, as the process's umask says. One writer of a file at a time. */
    public static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(directory(file));
        replace(file, file.resolveSibling(file.getFileName() + ".new"), content);
    }

    /** For the owner alone (mode 600). Any thread, side by side: the last one stands. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        Files.createDirectories(directory(file));
        replace(
                file,
                Files.createTempFile(directory(file), file.getFileName().toString(), ".new", OWNER_ONLY),
                content);
    }

    private static void replace(Path file, Path beside, byte[] content) throws IOException {
        try {
            Files.write(beside, content);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }
}
