package io.ctpfeed.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was given, and where. Of several places the first counts: system property, environment variable, {@code .env} of
 * the installation, {@code application.properties}, the property's default. An empty value counts as not given.
 * Immutable.
 */
public final class ConfigSource {
    /** The file operators edit. */
    public static final String FILE_NAME = "application.properties";
    /** The file with what must not be under version control. */
    public static final String ENVIRONMENT_FILE_NAME = ".env";

    private final Path home;
    private final Catalogue catalogue;
    private final SortedMap<String, Setting> settings;
    private final Set<String> overruling;
    private final boolean propertiesRead;
    private final List<Finding> findings;
    private final List<Finding> warnings;

    ConfigSource(
            Path home,
            Catalogue catalogue,
            SortedMap<String, Setting> settings,
            Set<String> overruling,
            boolean propertiesRead,
            List<Finding> findings,
            List<Finding> warnings) {
        this.home = home;
        this.catalogue = catalogue;
        this.settings = Collections.unmodifiableSortedMap(settings);
        this.overruling = Set.copyOf(overruling);
        this.propertiesRead = propertiesRead;
        this.findings = List.copyOf(findings);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the process's system properties and environment, and the files.
     *
     * @param home the installation: where {@code .env} may lie and relative paths start
     * @param configDir where {@code application.properties} lies
     * @throws ConfigException if that file is not there or cannot be read
     */
    public static ConfigSource read(Path home, Path configDir) {
        ConfigSourceBuilder builder = new ConfigSourceBuilder(home).properties(configDir.resolve(FILE_NAME));
        Path environmentFile = home.resolve(ENVIRONMENT_FILE_NAME);
        if (Files.exists(environmentFile)) {
            builder.environmentFile(environmentFile);
        }
        return builder.environment(System.getenv())
                .systemProperties(System.getProperties())
                .build();
    }

    /** Given values and nothing else: for a feed that a program configures. */
    public static ConfigSource of(Path home, Map<String, String> properties) {
        return new ConfigSourceBuilder(home).given("given", properties).build();
    }

    /** Where relative paths start. */
    public Path home() {
        return home;
    }

    /** What is odd and no reason to stop. */
    public List<Finding> warnings() {
        return warnings;
    }

    /**
     * Every property without secrets, defaults included, as text: what routes may use as {@code {{publish.format}}}.
     * Names under {@code camel.} and {@code routes.} are passed on as given.
     */
    public Properties properties() {
        Properties properties = new Properties();
        catalogue
                .fixed()
                .filter(property -> !property.secret() && property.defaultText() != null)
                .forEach(property -> properties.setProperty(property.key(), property.defaultText()));
        settings.forEach((key, setting) -> {
            boolean shown =
                    catalogue.find(key).map(property -> !property.secret()).orElse(catalogue.isFree(key));
            if (shown) {
                properties.setProperty(key, setting.text());
            }
        });
        return properties;
    }

    /**
     * Those of {@link #properties} that a stronger place than {@code application.properties} gave: they hold whatever
     * that file says, now or after an edit.
     */
    public Properties overruling() {
        Properties strong = new Properties();
        properties().forEach((key, text) -> {
            if (overruling.contains(key.toString())) {
                strong.put(key, text);
            }
        });
        return strong;
    }

    /** Where the value was given that holds whatever {@code application.properties} says; empty if that file's counts. */
    public Optional<String> overruledBy(String key) {
        return overruling.contains(key) ? setting(key).map(Setting::origin) : Optional.empty();
    }

    /**
     * What a start would find wrong if {@code application.properties} were edited: the stronger places over the new text.
     * Of a source that never read that file ({@link #of}), only what the text itself holds is judged: its accounts may be
     * half in places that are unknown here.
     *
     * @param file how it is called in findings
     */
    public List<Finding> problemsWith(Path file, String text) {
        Map<String, Setting> stronger = new TreeMap<>(settings);
        stronger.keySet().retainAll(overruling);
        try {
            FeedConfig.of(
                    new ConfigSourceBuilder(home).edited(file, text, stronger).build());
            return List.of();
        } catch (ConfigException e) {
            return e.findings().stream()
                    .filter(finding -> propertiesRead || !finding.origin().isEmpty())
                    .toList();
        }
    }

    /** Names of the accounts of which at least one property is given. */
    SortedSet<String> accounts() {
        return settings.keySet().stream()
                .filter(key -> key.startsWith(AccountProperties.PREFIX))
                .map(key -> key.substring(AccountProperties.PREFIX.length()))
                .filter(rest -> rest.indexOf('.') > 0)
                .map(rest -> rest.substring(0, rest.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Setting> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    SortedMap<String, Setting> under(String prefix) {
        return new TreeMap<>(settings.subMap(prefix, prefix + Character.MAX_VALUE));
    }

    /** What is wrong before any value is looked at: unknown names, names given twice. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        settings.forEach((key, setting) -> {
            if (catalogue.find(key).isEmpty() && !catalogue.isFree(key)) {
                String remedy = catalogue
                        .nearest(key)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("take it out; names of your own routes start with routes.");
                all.add(new Finding(key, "", setting.origin(), "no such property", remedy));
            }
        });
        return all;
    }
}
