package io.ctpfeed.ops.relay;

import com.fasterxml.jackson.databind.JsonNode;

/** What Alertmanager tells a webhook, as a person reads it. Stateless, any thread. */
final class AlertText {
    private AlertText() {}

    /** One line. @param message Alertmanager's, version 4 */
    static String title(JsonNode message) {
        boolean firing = message.path("status").asText().equals("firing");
        String name = message.at("/commonLabels/alertname").asText("alerts");
        return name + (firing ? " rings" : " is over") + ": "
                + message.at("/commonLabels/instance").asText();
    }

    /** Some lines an alert. */
    static String text(JsonNode message) {
        StringBuilder text = new StringBuilder("**" + title(message) + "**\n");
        for (JsonNode alert : message.path("alerts")) {
            boolean firing = alert.path("status").asText().equals("firing");
            text.append(firing ? "RINGS " : "OVER ");
            text.append(alert.at("/labels/severity").asText()).append(": ");
            text.append(alert.at("/annotations/summary").asText()).append('\n');
            text.append(alert.at("/annotations/description").asText()).append('\n');
            text.append("since ").append(alert.path("startsAt").asText()).append('\n');
            text.append("what to do: ")
                    .append(alert.at("/annotations/runbook_url").asText())
                    .append('\n');
        }
        return text.toString();
    }
}
