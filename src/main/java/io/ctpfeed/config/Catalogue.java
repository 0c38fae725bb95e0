package io.ctpfeed.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds a property by its name in a file or in the environment. Immutable. */
final class Catalogue {
    /** Names under these are not ours to judge: Camel's own, and those that operators' routes use. */
    private static final List<String> FREE_PREFIXES = List.of("camel.", "routes.");

    private final List<Property<?>> properties;

    Catalogue(List<Property<?>> properties) {
        this.properties = List.copyOf(properties);
    }

    /** Those with a fixed name. */
    Stream<Property<?>> fixed() {
        return properties.stream().filter(property -> !property.isFamily());
    }

    Optional<Property<?>> find(String key) {
        for (Property<?> property : properties) {
            if (!property.isFamily() && property.key().equals(key)) {
                return Optional.of(property);
            }
            Optional<String> member = property.isFamily() ? property.member(key) : Optional.empty();
            if (member.isPresent()) {
                return Optional.of(property.of(member.get()));
            }
        }
        return Optional.empty();
    }

    boolean isFree(String key) {
        return FREE_PREFIXES.stream().anyMatch(key::startsWith);
    }

    /** The key that an environment variable sets, if it is one of ours. */
    Optional<String> keyOfEnvironment(String variable) {
        Optional<String> ofAccount = AccountProperties.keyOfEnvironment(variable);
        return ofAccount.isPresent()
                ? ofAccount
                : fixed().filter(property -> property.environmentName().equals(variable))
                        .map(Property::key)
                        .findFirst();
    }

    /** The name that was probably meant. */
    Optional<String> nearest(String key) {
        Set<String> names = new LinkedHashSet<>();
        fixed().forEach(property -> names.add(property.key()));
        accountOf(key)
                .ifPresent(account -> AccountProperties.ALL.forEach(
                        property -> names.add(property.of(account).key())));
        return NearestName.of(key, names);
    }

    /** The variable that was probably meant, for accounts the environment names too. */
    Optional<String> nearestVariable(String variable, Collection<String> accounts) {
        Set<String> names = new LinkedHashSet<>();
        fixed().forEach(property -> names.add(property.environmentName()));
        for (String account : accounts) {
            AccountProperties.ALL.forEach(
                    property -> names.add(property.of(account).environmentName()));
        }
        return NearestName.of(variable, names);
    }

    private static Optional<String> accountOf(String key) {
        int end = key.lastIndexOf('.');
        return key.startsWith(AccountProperties.PREFIX) && end > AccountProperties.PREFIX.length()
                ? Optional.of(key.substring(AccountProperties.PREFIX.length(), end))
                : Optional.empty();
    }
}
