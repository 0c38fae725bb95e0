package io.ctpfeed.drill.failure;

import java.time.Duration;
import java.util.List;

/**
 * A failure: how it is made, by what it is proven, how it ends, and what may come of it. Built once, in {@link Drills}.
 * Immutable; what it does runs on the thread of the {@link DrillRun}.
 */
public final class Drill {
    /** Something that is done to a scene. */
    @FunctionalInterface
    interface Act {
        void on(DrillScene scene) throws Exception;

        Act NONE = scene -> {};
    }

    /** Whether something is so. */
    @FunctionalInterface
    interface Proof {
        boolean holds(DrillScene scene);
    }

    private final String name;
    private final String description;
    private DrillSetup setup = DrillSetup.TWO_LINES;
    private Duration brief = Duration.ofMillis(500);
    private Duration full = Duration.ofSeconds(10);
    private Act failure = Act.NONE;
    private String evidence = "";
    private Proof proof = scene -> false;
    private Duration patience = Duration.ofSeconds(30);
    private Act recovery = Act.NONE;
    private List<String> noticedBy = List.of();
    private boolean mayLose;
    private boolean timed = true;
    private Duration mostDelay;
    private Duration mostTakeOver;

    private Drill(String name, String description) {
        this.name = name;
        this.description = description;
    }

    static Drill named(String name, String description) {
        return new Drill(name, description);
    }

    /** What it needs; two hot lines by default. */
    Drill on(DrillSetup needed) {
        setup = needed;
        return this;
    }

    /** How long the failure lasts, in the tests and in full. */
    Drill lasting(Duration inBrief, Duration inFull) {
        brief = inBrief;
        full = inFull;
        return this;
    }

    Drill failing(Act act) {
        failure = act;
        return this;
    }

    /** Without it the drill cannot pass. @param words what is waited for */
    Drill provenBy(String words, Proof fact) {
        evidence = words;
        proof = fact;
        return this;
    }

    /** How long the proof is waited for. */
    Drill provenWithin(Duration time) {
        patience = time;
        return this;
    }

    /** Ends the failure, and waits until the feed is whole again. */
    Drill recovering(Act act) {
        recovery = act;
        return this;
    }

    /** Events by which the service says that it noticed. */
    Drill noticedBy(String... events) {
        noticedBy = List.of(events);
        return this;
    }

    /** Ticks may be lost, as long as a gap record says so. */
    Drill mayLose() {
        mayLose = true;
        return this;
    }

    /** No tick is later because of it by more than that (of 999 in 1,000); judged where it lasts as long as in full. */
    Drill delayingAtMost(Duration delay) {
        mostDelay = delay;
        return this;
    }

    /** Another line is active so soon; judged where it lasts as long as in full. */
    Drill takenOverWithin(Duration time) {
        mostTakeOver = time;
        return this;
    }

    /** The clock that latencies are taken by is not right meanwhile. */
    Drill untimed() {
        timed = false;
        return this;
    }

    public String name() {
        return name;
    }

    /** One line. */
    public String description() {
        return description;
    }

    public DrillSetup setup() {
        return setup;
    }

    public boolean losesAnnounced() {
        return mayLose;
    }

    /** Null: as it comes. */
    Duration delayedAtMost() {
        return mostDelay;
    }

    /** Null: as it comes. */
    Duration takesOverWithin() {
        return mostTakeOver;
    }

    boolean isTimed() {
        return timed;
    }

    Duration lasts(boolean inBrief) {
        return inBrief ? brief : full;
    }

    Act failure() {
        return failure;
    }

    String evidence() {
        return evidence;
    }

    Proof proof() {
        return proof;
    }

    Duration patience() {
        return patience;
    }

    Act recovery() {
        return recovery;
    }

    List<String> noticed() {
        return noticedBy;
    }
}
