package io.ctpfeed.ops.hawtio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Hawtio's war, which lies with the libraries beside the classes, and what of it is used. Immutable. */
record WarFile(Path file) {
    private static final String NAME = "hawtio-default-*.war";
    private static final String LIBRARIES = "WEB-INF/lib/";
    /** The rest stays in the war: agents for other machines, discovery, log viewers, clients. */
    private static final List<String> WANTED = List.of(
            "caffeine-",
            "commons-codec-",
            "commons-io-",
            "hawtio-system-",
            "httpclient-",
            "httpcore-",
            "jolokia-json-",
            "jolokia-server-core-",
            "jolokia-service-jmx-",
            "jolokia-service-serializer-",
            "nimbus-jose-jwt-");

    /** @throws IOException one line that says where it ought to be */
    static WarFile find() throws IOException {
        Path libraries = besideTheClasses();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, NAME)) {
            for (Path file : found) {
                return new WarFile(file);
            }
        }
        throw new IOException("no " + NAME + " in " + libraries + "; unpack the release again, or build");
    }

    /** Unpacks pages and libraries. @param target empty, or not there */
    void unpack(Path target) throws IOException {
        try (ZipFile war = new ZipFile(file.toFile())) {
            Enumeration<? extends ZipEntry> entries = war.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (isWanted(entry)) {
                    Path to = target.resolve(entry.getName()).normalize();
                    if (!to.startsWith(target)) {
                        throw new IOException(file + " would write to " + to);
                    }
                    Files.createDirectories(to.getParent());
                    try (InputStream from = war.getInputStream(entry)) {
                        Files.copy(from, to);
                    }
                }
            }
        }
    }

    /** What was unpacked, if anything was. */
    static void delete(Path target) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (Stream<Path> all = Files.walk(target)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static boolean isWanted(ZipEntry entry) {
        String name = entry.getName();
        if (entry.isDirectory() || name.startsWith("META-INF/")) {
            return false;
        }
        if (!name.startsWith("WEB-INF/")) {
            return true;
        }
        return name.startsWith(LIBRARIES) && WANTED.stream().anyMatch(name.substring(LIBRARIES.length())::startsWith);
    }

    private static Path besideTheClasses() throws IOException {
        try {
            Path classes = Path.of(WarFile.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolveSibling("lib");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
