package io.ctpfeed.publish;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a stream of JetStream should be, or the stream behind a key-value bucket. Immutable.
 *
 * @param kind what it is to its users
 * @param name of the stream, or of the bucket
 * @param wanted as it is made where there is none
 * @param declared what of it is compared with the server's; all else is the server's affair
 */
public record StreamDeclaration(Kind kind, String name, StreamConfiguration wanted, Set<StreamField> declared) {
    /** Two things that a stream may be. */
    public enum Kind {
        STREAM,
        BUCKET;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A field that is not as declared. Values as the file would say them. */
    public record Difference(StreamField field, String declared, String found) {
        @Override
        public String toString() {
            return field + " is " + found + ", declared " + declared
                    + (field.changeable() ? "" : " (cannot be changed)");
        }
    }

    /**
     * How much is kept, and how safely.
     *
     * @param maxBytes 0: no limit
     * @param replicas copies on servers of a cluster
     */
    public record Keeping(StorageType storage, long maxBytes, int replicas) {}

    /**
     * A stream that keeps what is on its subjects until it is too old or too much.
     *
     * @param maxAge zero: no limit
     * @param duplicateWindow within which a message id counts once
     */
    public static StreamDeclaration stream(
            String name, List<String> subjects, Keeping keeping, Duration maxAge, Duration duplicateWindow) {
        StreamConfiguration wanted = StreamConfiguration.builder()
                .name(name)
                .subjects(subjects)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.Old)
                .storageType(keeping.storage())
                .maxAge(maxAge)
                .maxBytes(orUnlimited(keeping.maxBytes()))
                .replicas(keeping.replicas())
                .duplicateWindow(duplicateWindow)
                .allowDirect(true)
                .build();
        return new StreamDeclaration(Kind.STREAM, name, wanted, StreamField.OF_STREAMS);
    }

    /** A key-value bucket that keeps the last value of each key. */
    public static StreamDeclaration bucket(String name, Keeping keeping) {
        StreamConfiguration wanted = KeyValueConfiguration.builder()
                .name(name)
                .maxHistoryPerKey(1)
                .storageType(keeping.storage())
                .maxBucketSize(orUnlimited(keeping.maxBytes()))
                .replicas(keeping.replicas())
                .build()
                .getBackingConfig();
        return new StreamDeclaration(Kind.BUCKET, name, wanted, StreamField.OF_BUCKETS);
    }

    /** What of it the server has otherwise, in the order of the fields. */
    List<Difference> differences(StreamConfiguration found) {
        List<Difference> differences = new ArrayList<>();
        for (StreamField field : declared) {
            String is = field.text(found);
            String should = field.text(wanted);
            if (!is.equals(should)) {
                differences.add(new Difference(field, should, is));
            }
        }
        return differences;
    }

    /** What is found, with those differences mended that can be; what is not declared stays as it is. */
    StreamConfiguration mended(StreamConfiguration found, List<Difference> differences) {
        StreamConfiguration.Builder builder = StreamConfiguration.builder(found);
        differences.stream()
                .map(Difference::field)
                .filter(StreamField::changeable)
                .forEach(field -> field.copy(wanted, builder));
        return builder.build();
    }

    /** The server's word for no limit. */
    private static long orUnlimited(long maxBytes) {
        return maxBytes == 0 ? -1 : maxBytes;
    }
}
