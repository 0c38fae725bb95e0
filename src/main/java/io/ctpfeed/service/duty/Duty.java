package io.ctpfeed.service.duty;

/** What is to be done at set times of a trading day. */
public enum Duty {
    RESTART("restart", "direct:pre-market-restart"),
    CHECKPOINT("checkpoint", "direct:checkpoint"),
    CLOSE("close", "direct:day-close");

    private final String group;
    private final String route;

    Duty(String group, String route) {
        this.group = group;
        this.route = route;
    }

    /** Of its triggers: {@code quartz:GROUP/day}. */
    String group() {
        return group;
    }

    /** Where it is done. */
    public String route() {
        return route;
    }
}
