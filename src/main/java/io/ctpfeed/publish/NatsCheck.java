package io.ctpfeed.publish;

import io.ctpfeed.publish.StreamDeclaration.Difference;
import java.util.List;

/**
 * How a server's streams and buckets compare with what is declared. Immutable.
 *
 * @param jetStream whether there was anything to compare with
 * @param problem one line: why not; empty if there was
 * @param findings one for each declaration, in their order; empty without JetStream
 */
public record NatsCheck(JetStream jetStream, String problem, List<Finding> findings) {
    /** What the server gives. */
    public enum JetStream {
        AVAILABLE,
        /** The server runs without it, or this account may not use it: only core NATS works. */
        NONE,
        /** NATS is away, or JetStream did not answer: not known. */
        UNANSWERED
    }

    /** What became of one declaration. */
    public enum State {
        AS_DECLARED,
        /** Not there, and not made as it was only looked at. */
        MISSING,
        /** Was missing and is there now, as declared. */
        CREATED,
        /** Something is otherwise. */
        DIFFERS,
        /** What differed is as declared now. */
        CHANGED,
        /** The server refused to make or change it. */
        FAILED
    }

    /**
     * One stream or bucket.
     *
     * @param differences what is otherwise, or was until it was changed
     * @param problem what the server said; empty if all went well
     */
    public record Finding(
            StreamDeclaration.Kind kind, String name, State state, List<Difference> differences, String problem) {
        /** Whether it is there and as declared. */
        public boolean good() {
            return state == State.AS_DECLARED || state == State.CREATED || state == State.CHANGED;
        }

        /** Whether it can be written to. */
        public boolean isThere() {
            return good() || state == State.DIFFERS || !differences.isEmpty();
        }
    }

    public boolean good() {
        return jetStream == JetStream.AVAILABLE && findings.stream().allMatch(Finding::good);
    }

    /** Declarations that differ in a field now. */
    public long differing(StreamField field) {
        return findings.stream()
                .filter(finding -> !finding.good())
                .filter(finding -> finding.differences().stream().anyMatch(each -> each.field() == field))
                .count();
    }
}
