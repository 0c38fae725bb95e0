package io.ctpfeed.service.reload;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A property file as read: strict where {@link Properties} is not, because there a slip of the pen silently becomes a
 * key of its own.
 *
 * @param values by key
 * @param lines where each key stands, from 1
 */
record PropertyText(Map<String, String> values, Map<String, Integer> lines) {
    static final PropertyText EMPTY = new PropertyText(Map.of(), Map.of());

    /** @throws BadFileException with every line that is not {@code key=value}, or repeats a key */
    static PropertyText parse(Path path, String text) throws BadFileException {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Integer> lines = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        String[] raw = text.split("\\R", -1);
        for (int i = 0; i < raw.length; i++) {
            int line = i + 1;
            String stripped = raw[i].strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith("!")) {
                continue;
            }
            StringBuilder logical = new StringBuilder(raw[i]);
            while (isContinued(raw[i]) && i + 1 < raw.length) {
                logical.append('\n').append(raw[++i]);
            }
            try {
                read(logical.toString(), line, values, lines);
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(path, line, e.getMessage()));
            }
        }
        if (!findings.isEmpty()) {
            throw new BadFileException(findings);
        }
        return new PropertyText(Map.copyOf(values), Map.copyOf(lines));
    }

    private static boolean isContinued(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static void read(String logical, int line, Map<String, String> values, Map<String, Integer> lines) {
        if (!logical.matches("(?s)\\s*(?:\\\\.|[^\\s=:\\\\])+\\s*[=:].*")) {
            throw new IllegalArgumentException("not key=value: "
                    + logical.strip().replaceFirst("(?s)\\s.*", " ...") + "; write key=value, or # for a remark");
        }
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String key = one.stringPropertyNames().iterator().next();
        String value = one.getProperty(key).stripTrailing();
        if (count(value, "{{") != count(value, "}}")) {
            throw new IllegalArgumentException(key + ": {{ and }} do not match");
        }
        Integer before = lines.putIfAbsent(key, line);
        if (before != null) {
            throw new IllegalArgumentException(key + " is already set in line " + before + "; remove one");
        }
        values.put(key, value);
    }

    private static int count(String value, String mark) {
        return value.split(Pattern.quote(mark), -1).length - 1;
    }
}
