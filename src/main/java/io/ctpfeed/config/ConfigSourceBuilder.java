package io.ctpfeed.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lays the places one over the other, the weakest first, of which {@code application.properties} may be one. */
final class ConfigSourceBuilder {
    private final Path home;
    private final Catalogue catalogue = new Catalogue(FeedProperties.all());
    private final SortedMap<String, Setting> settings = new TreeMap<>();
    private final Set<String> overruling = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();
    private boolean propertiesRead;

    ConfigSourceBuilder(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    ConfigSourceBuilder properties(Path file) {
        SettingsFile read = SettingsFile.properties(file, named(file));
        findings.addAll(read.findings());
        read.settings().forEach(this::put);
        overruling.clear();
        warnIfOthersRead(file, read.settings().keySet().stream());
        propertiesRead = true;
        return this;
    }

    /** Another text of that file, and over it what stronger places had given. */
    ConfigSourceBuilder edited(Path file, String text, Map<String, Setting> stronger) {
        SettingsFile read = SettingsFile.properties(text.lines().toList(), named(file));
        findings.addAll(read.findings());
        read.settings().forEach(this::put);
        overruling.clear();
        stronger.forEach(this::put);
        propertiesRead = true;
        return this;
    }

    ConfigSourceBuilder environmentFile(Path file) {
        SettingsFile read = SettingsFile.environment(file, named(file));
        findings.addAll(read.findings());
        environmentSettings(read.settings());
        warnIfOthersRead(
                file,
                read.settings().entrySet().stream()
                        .filter(entry -> !entry.getValue().text().isBlank())
                        .flatMap(entry -> catalogue.keyOfEnvironment(entry.getKey()).stream()));
        return this;
    }

    ConfigSourceBuilder environment(Map<String, String> environment) {
        Map<String, Setting> variables = new TreeMap<>();
        environment.forEach((name, text) -> variables.put(name, new Setting(text, "environment variable " + name)));
        environmentSettings(variables);
        return this;
    }

    /** Only names of ours are taken: a virtual machine has many others. */
    ConfigSourceBuilder systemProperties(Properties properties) {
        for (String key : properties.stringPropertyNames()) {
            if (catalogue.find(key).isPresent() || catalogue.isFree(key) || key.startsWith(AccountProperties.PREFIX)) {
                put(key, new Setting(properties.getProperty(key), "system property " + key));
            }
        }
        return this;
    }

    ConfigSourceBuilder given(String origin, Map<String, String> properties) {
        properties.forEach((key, text) -> put(key, new Setting(text, origin)));
        return this;
    }

    ConfigSource build() {
        return new ConfigSource(home, catalogue, settings, overruling, propertiesRead, findings, warnings);
    }

    private void environmentSettings(Map<String, Setting> variables) {
        List<String> unknown = new ArrayList<>();
        variables.forEach((name, setting) -> {
            Optional<String> key = catalogue.keyOfEnvironment(name);
            key.ifPresent(found -> put(found, setting));
            if (key.isEmpty() && name.startsWith(AccountProperties.ENVIRONMENT_PREFIX)) {
                unknown.add(name);
            }
        });
        // Not an error: other programs may have variables of such a name.
        for (String name : unknown) {
            List<String> accounts = List.copyOf(build().accounts());
            String remedy = catalogue
                    .nearestVariable(name, accounts)
                    .map(near -> "did you mean " + near + "?")
                    .orElse("fields are fronts, trader-fronts, broker-id, user-id, password, app-id, auth-code,"
                            + " flow-dir, source, as in CTP_PRIMARY_FRONTS");
            warnings.add(new Finding(name, "", variables.get(name).origin(), "no such variable, ignored", remedy));
        }
    }

    private void put(String key, Setting setting) {
        if (!setting.text().isBlank()) {
            settings.put(key, new Setting(setting.text().strip(), setting.origin()));
            overruling.add(key);
        }
    }

    private void warnIfOthersRead(Path file, Stream<String> keys) {
        boolean secrets = keys.anyMatch(key -> settings.containsKey(key)
                && catalogue.find(key).filter(Property::secret).isPresent());
        if (secrets && othersMayRead(file)) {
            warnings.add(new Finding(named(file), "", "", "holds secrets and others may read it", "chmod 600 " + file));
        }
    }

    /** As an operator calls it: within the installation by its relative path. */
    private String named(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(home) ? home.relativize(absolute) : absolute).toString();
    }

    private static boolean othersMayRead(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
