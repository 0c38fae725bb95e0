package io.ctpfeed.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One property an operator may set, and all that is to be said about it. Validation and the reference page come from
 * here. Immutable.
 *
 * @param <T> its value's type
 * @param key its name; a {@code *} stands for a name the operator chooses
 * @param type how its text becomes a value
 * @param unit what it counts
 * @param defaultText taken where nothing is given, as one would write it; null where there is no default
 * @param secret whether its value must not be seen
 * @param description one sentence
 */
public record Property<T>(
        String key, ValueType<T> type, Unit unit, String defaultText, boolean secret, String description) {
    private static final String ANY = "*";

    /** @throws IllegalArgumentException if a counting property's name does not end with its unit */
    public Property {
        if (!key.endsWith(unit.suffix())) {
            throw new IllegalArgumentException(key + " counts in " + unit.suffix() + " and does not say so");
        }
    }

    /** Their names, as of those whose edit counts at once. */
    static Set<String> keys(Collection<Property<?>> properties) {
        return properties.stream().map(Property::key).collect(Collectors.toUnmodifiableSet());
    }

    static Property<Integer> integer(String key, Unit unit, int defaultValue, int min, int max, String description) {
        return new Property<>(
                key, ValueTypes.integer(min, max), unit, String.valueOf(defaultValue), false, description);
    }

    static Property<String> text(String key, int maxLength, String defaultText, String description) {
        return new Property<>(key, ValueTypes.text(maxLength), Unit.NONE, defaultText, false, description);
    }

    static Property<Secret> secret(String key, int maxLength, String description) {
        return new Property<>(key, ValueTypes.secret(maxLength), Unit.NONE, null, true, description);
    }

    static <E extends Enum<E>> Property<E> oneOf(String key, Class<E> type, E defaultValue, String description) {
        ValueType<E> oneOf = ValueTypes.oneOf(type);
        return new Property<>(key, oneOf, Unit.NONE, oneOf.format(defaultValue), false, description);
    }

    static Property<Boolean> flag(String key, boolean defaultValue, String description) {
        return new Property<>(key, ValueTypes.flag(), Unit.NONE, String.valueOf(defaultValue), false, description);
    }

    static Property<Path> path(String key, String defaultText, String description) {
        return new Property<>(key, ValueTypes.path(), Unit.NONE, defaultText, false, description);
    }

    static Property<List<ServerAddress>> addresses(
            String key, String defaultText, String description, String... schemes) {
        return new Property<>(key, ValueTypes.addresses(schemes), Unit.NONE, defaultText, false, description);
    }

    /** What may be written: {@code 1 to 65535}. */
    public String expected() {
        return type.expected();
    }

    /** The name as an environment variable: dots and dashes become underscores, letters upper case. */
    public String environmentName() {
        return environmentName(key);
    }

    static String environmentName(String key) {
        String name = key.startsWith(AccountProperties.PREFIX)
                ? "ctp." + key.substring(AccountProperties.PREFIX.length())
                : key;
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    boolean isFamily() {
        return key.contains(ANY);
    }

    /** This property of one member of its family: {@code ctp.accounts.primary.fronts}. */
    Property<T> of(String member) {
        return new Property<>(
                key.replace(ANY, member),
                type,
                unit,
                defaultText == null ? null : defaultText.replace(ANY, member),
                secret,
                description);
    }

    /** The member of the family whose property this key is. */
    Optional<String> member(String candidate) {
        int star = key.indexOf(ANY);
        String head = key.substring(0, star);
        String tail = key.substring(star + 1);
        boolean matches = candidate.length() > head.length() + tail.length()
                && candidate.startsWith(head)
                && candidate.endsWith(tail);
        return matches
                ? Optional.of(candidate.substring(head.length(), candidate.length() - tail.length()))
                : Optional.empty();
    }
}
