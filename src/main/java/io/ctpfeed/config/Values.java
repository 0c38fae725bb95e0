package io.ctpfeed.config;

import io.ctpfeed.config.ValueType.Malformed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads values and remembers what is wrong with them, so that all of it is said at once. A value read after something
 * went wrong may be null: nothing may be built to last before {@link #throwIfUnsound}. Used by one thread.
 */
final class Values {
    private final ConfigSource source;
    private final List<Finding> findings;

    Values(ConfigSource source) {
        this.source = source;
        this.findings = new ArrayList<>(source.findings());
    }

    ConfigSource source() {
        return source;
    }

    /** As given, or the default; null, and a finding, where it is malformed or missing. */
    <T> T required(Property<T> property) {
        Optional<T> value = optional(property);
        if (value.isEmpty() && source.setting(property.key()).isEmpty()) {
            findings.add(new Finding(
                    property.key(),
                    "",
                    "",
                    "missing",
                    "set it, or environment variable " + property.environmentName() + ", to " + property.expected()));
        }
        return value.orElse(null);
    }

    /** As given, or the default, or empty; a finding where it is malformed. */
    <T> Optional<T> optional(Property<T> property) {
        Setting setting = source.setting(property.key()).orElse(null);
        String text = setting == null ? property.defaultText() : setting.text();
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(property.type().parse(text));
        } catch (Malformed e) {
            findings.add(Finding.of(property, setting, e.getMessage(), e.remedy()));
            return Optional.empty();
        }
    }

    /** A number; 0, and a finding, where it is malformed. All numbers have defaults. */
    int number(Property<Integer> property) {
        Integer value = required(property);
        return value == null ? 0 : value;
    }

    /** A path; a relative one starts at the installation. */
    Optional<Path> path(Property<Path> property) {
        return optional(property).map(path -> source.home().resolve(path).normalize());
    }

    void unsound(Property<?> property, String problem, String remedy) {
        Setting setting = source.setting(property.key()).orElse(new Setting("", ""));
        findings.add(Finding.of(property, setting, problem, remedy));
    }

    void unsound(Finding finding) {
        findings.add(finding);
    }

    boolean sound() {
        return findings.isEmpty();
    }

    /** @throws ConfigException if anything was found */
    void throwIfUnsound() {
        if (!findings.isEmpty()) {
            throw new ConfigException(findings);
        }
    }
}
