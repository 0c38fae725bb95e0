package io.ctpfeed.service.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Size, time and identity of the watched files at one moment: two that are equal saw the same texts.
 *
 * @param lines one a file
 */
record Stamps(List<String> lines) {
    static final Stamps NONE = new Stamps(List.of());

    static Stamps of(Path routesDir, Path propertyFile) {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(routesDir)) {
            files.filter(Disk::isRouteFile).sorted().forEach(path -> lines.add(line(path)));
        } catch (IOException | UncheckedIOException e) {
            lines.add(routesDir + " -");
        }
        if (propertyFile != null) {
            lines.add(line(propertyFile));
        }
        return new Stamps(lines);
    }

    private static String line(Path path) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return path + " " + file.size() + " " + file.lastModifiedTime() + " " + file.fileKey();
        } catch (IOException e) {
            return path + " -";
        }
    }
}
