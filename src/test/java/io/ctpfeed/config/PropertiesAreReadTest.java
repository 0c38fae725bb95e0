package io.ctpfeed.config;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A property that nothing reads is a promise that nobody keeps. */
class PropertiesAreReadTest {
    private static final String CONFIG = FeedConfig.class.getPackageName();

    @Test
    void everyPropertyIsReadByARouteOrByTheService() throws IOException {
        String routes = routes();
        Set<String> read = fieldsReadOutside();

        List<String> unread = FeedProperties.all().stream()
                .map(Property::key)
                .filter(key -> !inRoute(key).matcher(routes).find())
                .filter(key -> !read.contains(lastPart(key)) && !read.contains(key.replace('.', '-')))
                .toList();

        assertEquals(List.of(), unread);
    }

    /** {@code {{name}}} or {@code {{name:default}}}, of any account. */
    private static Pattern inRoute(String key) {
        return Pattern.compile("\\{\\{\\Q" + key.replace("*", "\\E[a-z0-9-]+\\Q") + "\\E(:[^}]*)?}}");
    }

    static String routes() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.map(PropertiesAreReadTest::text).collect(joining());
        }
    }

    /** What other rooms ask of the records, as a property would be called: {@code ringCapacityTicks} as it is written there. */
    private static Set<String> fieldsReadOutside() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.ctpfeed").stream()
                        .filter(PropertiesAreReadTest::isOutside)
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().getPackageName().equals(CONFIG)
                                && call.getTargetOwner().getSimpleName().endsWith("Config"))
                        .map(call -> call.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .collect(toSet());
    }

    private static boolean isOutside(JavaClass type) {
        return !type.getPackageName().equals(CONFIG);
    }

    private static String lastPart(String key) {
        String name = key.endsWith(".*") ? key.substring(0, key.length() - 2) : key;
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
