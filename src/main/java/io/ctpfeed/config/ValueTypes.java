package io.ctpfeed.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types of values that properties have. */
final class ValueTypes {
    private ValueTypes() {}

    static ValueType<Integer> integer(int min, int max) {
        return new ValueType<>() {
            @Override
            public Integer parse(String text) throws Malformed {
                long value;
                try {
                    value = Long.parseLong(text);
                } catch (NumberFormatException e) {
                    throw new Malformed("not a whole number", "write a number from " + expected());
                }
                if (value < min || value > max) {
                    throw new Malformed("out of range", "write a number from " + expected());
                }
                return (int) value;
            }

            @Override
            public String expected() {
                return min + " to " + max;
            }
        };
    }

    /** Text of a limited length in printable ASCII: CTP takes no more, and cuts what is longer. */
    static ValueType<String> text(int maxLength) {
        return new ValueType<>() {
            @Override
            public String parse(String text) throws Malformed {
                checkText(text, maxLength);
                return text;
            }

            @Override
            public String expected() {
                return "text of " + maxLength + " characters at most";
            }
        };
    }

    static ValueType<Secret> secret(int maxLength) {
        return new ValueType<>() {
            @Override
            public Secret parse(String text) throws Malformed {
                checkText(text, maxLength);
                return Secret.of(text);
            }

            @Override
            public String expected() {
                return "a secret of " + maxLength + " characters at most";
            }
        };
    }

    static <E extends Enum<E>> ValueType<E> oneOf(Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants()).map(ValueTypes::name).toList();
        return new ValueType<>() {
            @Override
            public E parse(String text) throws Malformed {
                for (E constant : type.getEnumConstants()) {
                    if (name(constant).equalsIgnoreCase(text)) {
                        return constant;
                    }
                }
                String nearest = NearestName.of(text, names).orElse(expected());
                throw new Malformed("not one of " + expected(), "write " + nearest);
            }

            @Override
            public String expected() {
                return String.join(", ", names);
            }

            @Override
            public String format(E value) {
                return name(value);
            }
        };
    }

    static ValueType<Boolean> flag() {
        return new ValueType<>() {
            @Override
            public Boolean parse(String text) throws Malformed {
                if (!List.of("true", "false").contains(text.toLowerCase(Locale.ROOT))) {
                    throw new Malformed("neither true nor false", "write one of them");
                }
                return Boolean.valueOf(text);
            }

            @Override
            public String expected() {
                return "true, false";
            }
        };
    }

    static ValueType<Path> path() {
        return new ValueType<>() {
            @Override
            public Path parse(String text) throws Malformed {
                try {
                    return Path.of(text);
                } catch (InvalidPathException e) {
                    throw new Malformed("not a path: " + e.getReason(), "write a path");
                }
            }

            @Override
            public String expected() {
                return "a path; a relative one starts at the installation";
            }
        };
    }

    /** Addresses, separated by commas, of the given schemes. */
    static ValueType<List<ServerAddress>> addresses(String... schemes) {
        String example = schemes[0] + "://HOST:PORT";
        return new ValueType<>() {
            @Override
            public List<ServerAddress> parse(String text) throws Malformed {
                List<ServerAddress> addresses = new java.util.ArrayList<>();
                for (String part : text.split(",", -1)) {
                    addresses.add(ServerAddress.parse(part.strip(), List.of(schemes)));
                }
                return List.copyOf(addresses);
            }

            @Override
            public String expected() {
                return example + ", several separated by commas";
            }

            @Override
            public String format(List<ServerAddress> value) {
                return value.stream().map(ServerAddress::toString).collect(Collectors.joining(","));
            }
        };
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void checkText(String text, int maxLength) throws ValueType.Malformed {
        if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new ValueType.Malformed("has characters outside ASCII", "write letters, digits and punctuation only");
        }
        if (text.length() > maxLength) {
            throw new ValueType.Malformed(
                    text.length() + " characters are more than the " + maxLength + " that are taken", "shorten it");
        }
    }
}
