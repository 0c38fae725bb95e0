package io.ctpfeed.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file says: names and values with the line they stand in. Reads Java property files, and environment files as
 * systemd and Docker read them ({@code NAME=VALUE}, no expansion).
 *
 * @param settings by name; the last of several counts
 * @param findings names given twice, lines that cannot be read
 */
record SettingsFile(Map<String, Setting> settings, List<Finding> findings) {
    private static final Pattern VARIABLE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"|'(.*)'");

    /**
     * @param name how messages call the file
     * @throws ConfigException if it is not there or cannot be read
     */
    static SettingsFile properties(Path file, String name) {
        return properties(lines(file), name);
    }

    /** @param name how messages call the file that holds these lines */
    static SettingsFile properties(List<String> lines, String name) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        Lines numbers = new Lines(lines);
        // The format's own reader decides what a line means; put tells in which order.
        Properties reader = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Object put(Object property, Object value) {
                String key = (String) property;
                String origin = name + numbers.next(key);
                Setting before = settings.put(key, new Setting(((String) value).strip(), origin));
                if (before != null) {
                    findings.add(new Finding(
                            key, "", origin, "given twice, first in " + before.origin(), "take one of them out"));
                }
                return null;
            }
        };
        try {
            reader.load(new StringReader(String.join("\n", lines)));
        } catch (IOException | IllegalArgumentException e) {
            findings.add(new Finding(name, "", "", e.getMessage(), "mend the \\u in it"));
        }
        return new SettingsFile(settings, findings);
    }

    /**
     * @param name how messages call the file
     * @throws ConfigException if it cannot be read
     */
    static SettingsFile environment(Path file, String name) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher variable = VARIABLE.matcher(line);
            String origin = name + ":" + (i + 1);
            if (variable.matches()) {
                settings.put(
                        variable.group(1),
                        new Setting(unquoted(variable.group(2).strip()), origin));
            } else {
                findings.add(new Finding(origin, "", "", "not a variable", "write NAME=VALUE"));
            }
        }
        return new SettingsFile(settings, findings);
    }

    private static String unquoted(String text) {
        Matcher quoted = QUOTED.matcher(text);
        if (!quoted.matches()) {
            return text;
        }
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new ConfigException(new Finding(
                    "configuration", "", "", file + " is not there", "give the right --config-dir or create the file"));
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new ConfigException(new Finding("configuration", "", "", file + " is not UTF-8", "save it as UTF-8"));
        } catch (IOException e) {
            throw new ConfigException(new Finding(
                    "configuration", "", "", file + " cannot be read: " + e.getMessage(), "check its owner and mode"));
        }
    }

    /** Finds the line a name stands in, going forward. */
    private static final class Lines {
        private final List<String> lines;
        private int next;

        Lines(List<String> lines) {
            this.lines = lines;
        }

        String next(String name) {
            Pattern start = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*([=:\\s].*)?");
            for (int i = next; i < lines.size(); i++) {
                if (start.matcher(lines.get(i)).matches()) {
                    next = i + 1;
                    return ":" + next;
                }
            }
            return "";
        }
    }
}
