package io.ctpfeed.config;

/**
 * Something that is wrong with the configuration; prints as one line: {@code publish.format = jsn (config/x:12): not one
 * of json; write json}.
 *
 * @param subject what it is about: mostly a property's name
 * @param value as given; {@code ***} for a secret, empty where there is none
 * @param origin where it was given, or empty
 * @param problem what is wrong
 * @param remedy what to do
 */
public record Finding(String subject, String value, String origin, String problem, String remedy) {

    static Finding of(Property<?> property, Setting setting, String problem, String remedy) {
        String value = property.secret() ? Secret.MASK : Secret.withoutUserInfo(setting.text());
        return new Finding(property.key(), value, setting.origin(), problem, remedy);
    }

    /** The line. */
    @Override
    public String toString() {
        String given = value.isEmpty() ? "" : " = " + value;
        String where = origin.isEmpty() ? "" : " (" + origin + ")";
        String line = subject + given + where + ": " + problem + "; " + remedy;
        return line.replaceAll("\\s*\\R\\s*", " ");
    }
}
