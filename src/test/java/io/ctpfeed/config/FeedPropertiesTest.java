package io.ctpfeed.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FeedPropertiesTest {
    private static final Path SHIPPED = Path.of("config", ConfigSource.FILE_NAME);
    private static final Path EXAMPLE = Path.of(".env.example");

    @Test
    void everyDefaultIsAValueOfItsType() throws Exception {
        for (Property<?> property : FeedProperties.all()) {
            String text = property.defaultText();
            if (text != null && !text.isEmpty()) {
                property.type().parse(text);
            }
        }
    }

    @Test
    void namesAreUniqueInFilesAndInTheEnvironment() {
        Set<String> variables = new HashSet<>();
        for (Property<?> property : FeedProperties.all()) {
            assertTrue(variables.add(property.environmentName()), property.key());
            assertFalse(property.description().isBlank(), property.key());
        }
    }

    @Test
    void aCountingPropertyNamesItsUnit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Property.integer("a.timeout", Unit.MILLIS, 1, 0, 2, "A timeout."));
    }

    @Test
    void theShippedFileSaysTheDefaultsAndLeavesNoneOut() {
        Properties shipped = new Properties();
        SettingsFile.properties(SHIPPED, "shipped")
                .settings()
                .forEach((key, setting) -> shipped.setProperty(key, setting.text()));
        Properties defaults = ConfigSource.of(Path.of("/"), Map.of()).properties();
        defaults.values().removeIf(text -> text.toString().isEmpty());

        assertEquals(
                new TreeSet<>(defaults.entrySet().stream().map(Object::toString).toList()),
                new TreeSet<>(shipped.entrySet().stream().map(Object::toString).toList()));
    }

    @Test
    void theExampleOfTheEnvironmentHoldsOnlyKnownNames() {
        SettingsFile example = SettingsFile.environment(EXAMPLE, "example");
        Catalogue catalogue = new Catalogue(FeedProperties.all());

        assertEquals(List.of(), example.findings());
        assertEquals(
                Set.of(),
                example.settings().keySet().stream()
                        .filter(name -> catalogue.keyOfEnvironment(name).isEmpty())
                        .collect(Collectors.toSet()));
    }
}
