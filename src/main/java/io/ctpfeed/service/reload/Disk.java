package io.ctpfeed.service.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What lies in routes/ and config/ at one moment.
 *
 * @param routes texts of route files by path; null for a file that cannot be read
 * @param properties text of the property file; null if there is none, or it cannot be read
 * @param findings of files that cannot be read
 * @param complete false if routes/ itself is not there: then nothing is taken for deleted
 */
record Disk(Map<Path, String> routes, String properties, List<Finding> findings, boolean complete) {

    /** Route files are *.yaml; what editors leave about (dotfiles, backups, probes) is none. */
    static boolean isRouteFile(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".yaml") && !name.startsWith(".");
    }

    static Disk read(Path routesDir, Path propertyFile) {
        Map<Path, String> routes = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        boolean complete = true;
        try (Stream<Path> files = Files.list(routesDir)) {
            for (Path path : files.filter(Disk::isRouteFile).sorted().toList()) {
                routes.put(path, text(path, findings));
            }
        } catch (IOException | UncheckedIOException e) {
            findings.add(new Finding(
                    routesDir,
                    0,
                    "the folder of routes cannot be read (" + e.getClass().getSimpleName() + "); running routes stay"));
            complete = false;
        }
        String properties = propertyFile != null && Files.exists(propertyFile) ? text(propertyFile, findings) : null;
        return new Disk(routes, properties, List.copyOf(findings), complete);
    }

    /**
     * Files whose text differs from the one in force, or one of whose routes does not run, because it could not be put
     * back. Of a file that is neither in force nor on disk any more nothing is said.
     */
    Set<Path> edited(Version version) {
        RouteSet inForce = version.set();
        Set<Path> edited = new HashSet<>();
        routes.forEach((path, text) -> {
            RouteFile running = inForce.file(path);
            if (text != null && (running == null || !running.text().equals(text) || version.lacksRouteOf(running))) {
                edited.add(path);
            }
        });
        if (complete) {
            inForce.files().keySet().stream()
                    .filter(path -> !routes.containsKey(path))
                    .forEach(edited::add);
        }
        return edited;
    }

    private static String text(Path path, List<Finding> findings) {
        try {
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            findings.add(new Finding(path, 0, "is not UTF-8"));
        } catch (IOException e) {
            findings.add(new Finding(path, 0, "cannot be read: " + e.getClass().getSimpleName()));
        }
        return null;
    }
}
