package io.ctpfeed.quality.reconcile;

import java.util.List;

/**
 * What a reconciliation found.
 *
 * @param at when, ISO 8601 in UTC
 * @param instruments compared
 * @param differing of those, not the same at the front; {@code differences} names the first {@value #LISTED}
 * @param keptOut combinations and TAS without volume: they carry too little to be compared
 * @param notSubscribed at the front, and none of ours
 * @param missingLots volume at the front that was not published, over all instruments
 * @param classes how each class went
 */
public record ReconcileResult(
        Outcome outcome,
        String at,
        int instruments,
        int differing,
        int keptOut,
        int notSubscribed,
        long missingLots,
        List<ClassResult> classes,
        List<Difference> differences) {

    /** Differences that are named. */
    public static final int LISTED = 1_000;

    /** The verdict. */
    public enum Outcome {
        /** All classes answered, all compared are the same. */
        CLEAN,
        /** Something published is not what the front has, whether or not all classes answered. */
        DIFFERENCES,
        /** No difference, but a class did not answer, or there was nothing to compare. */
        NOT_PROVEN
    }

    /**
     * One class.
     *
     * @param productClass CTP's ProductClass
     * @param account whose trader session answered; empty where none did
     * @param rows snapshots that it gave
     * @param problem why there is none; empty where it went well
     */
    public record ClassResult(String productClass, String account, int rows, String problem) {
        public boolean proven() {
            return problem.isEmpty();
        }
    }

    /**
     * One instrument that differs.
     *
     * @param fields which of volume, openInterest, lastPrice
     * @param publishedTicks published on this day; 0: none at all
     * @param missingLots the front's volume less the published
     */
    public record Difference(
            String instrumentId,
            String exchangeId,
            List<String> fields,
            long publishedTicks,
            int publishedVolume,
            int frontVolume,
            int missingLots,
            Double publishedOpenInterest,
            Double frontOpenInterest,
            Double publishedLastPrice,
            Double frontLastPrice) {}

    /** Classes nobody answered for. */
    public List<ClassResult> unproven() {
        return classes.stream().filter(each -> !each.proven()).toList();
    }

    /** One line for people. */
    public String text() {
        String counts = instruments + " instruments compared, " + differing + " differ, " + missingLots
                + " lots missing, " + keptOut + " without volume kept out";
        List<ClassResult> open = unproven();
        String unproven = open.isEmpty()
                ? ""
                : "; class "
                        + String.join(
                                ", ",
                                open.stream().map(ClassResult::productClass).toList()) + " not proven: "
                        + open.get(0).problem();
        return verdict() + ": " + counts + unproven;
    }

    private String verdict() {
        return switch (outcome) {
            case CLEAN -> "clean";
            case DIFFERENCES -> "differences";
            case NOT_PROVEN -> "not proven";
        };
    }
}
