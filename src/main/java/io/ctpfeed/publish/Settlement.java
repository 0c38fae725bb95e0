package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalEntry;
import io.ctpfeed.publish.journal.JournalEntry.State;
import io.ctpfeed.publish.journal.TickJournal;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out which ticks a stream has stored after all, by asking it for the last message of each subject: within a subject
 * they come in order, so what is not after the last one is there. It holds however long ago they were sent, where the
 * stream's memory for doubles does not. The subject must not go on meanwhile, and none may have been passed over before one
 * that was stored. One thread.
 */
final class Settlement {
    /** Live ticks, in the order of their numbers. */
    static final Trail LIVE = new Trail() {
        @Override
        public String subject(JournalEntry entry) {
            return entry.subject();
        }

        @Override
        public boolean reaches(Headers last, JournalEntry entry, long journal) {
            MessageId id = MessageId.parse(last.getFirst(MessageId.HEADER));
            return id.compareTo(new MessageId(entry.epoch(), entry.sequence())) >= 0;
        }
    };

    /** Late ticks, in the order of the journal. */
    static final Trail LATE = new Trail() {
        @Override
        public String subject(JournalEntry entry) {
            return Subjects.late(entry.subject());
        }

        @Override
        public boolean reaches(Headers last, JournalEntry entry, long journal) {
            MessageId place = MessageId.parse(last.getFirst(TickLine.PLACE));
            return place.epoch() == journal && place.sequence() >= entry.position();
        }
    };

    /** On which subject ticks were sent, and in which order. */
    interface Trail {
        String subject(JournalEntry entry);

        /** Whether the last message of the subject, by its headers, is this tick or one behind it. */
        boolean reaches(Headers last, JournalEntry entry, long journal);
    }

    private static final int SLICE = 256;
    private static final String LAST = "$JS.API.STREAM.MSG.GET.";
    private static final int NOTHING_STORED = 10037;

    private final Connection connection;
    private final Duration patience;
    private final JetStreamManagement streams;
    /** By prefix; empty where several streams store what is under it. */
    private final Map<String, String> streamOfPrefix = new HashMap<>();

    Settlement(Connection connection, Duration patience) throws IOException {
        this.connection = connection;
        this.patience = patience;
        this.streams = connection.jetStreamManagement(
                JetStreamOptions.builder().requestTimeout(patience).build());
    }

    /**
     * Marks each tick between two positions that is in a state.
     *
     * @param of in this state; it becomes stored or due
     * @param trail where and in which order they were sent
     * @throws IOException if the stream cannot be asked now
     */
    void settle(TickJournal journal, long from, long to, State of, Trail trail)
            throws IOException, InterruptedException {
        Map<String, Headers> last = new HashMap<>();
        for (long at = from; at < to; ) {
            List<JournalEntry> read = journal.read(at, SLICE);
            if (read.isEmpty()) {
                return;
            }
            at = read.get(read.size() - 1).end();
            List<JournalEntry> entries = read.stream()
                    .filter(entry -> entry.position() < to && entry.state() == of)
                    .toList();
            ask(entries, trail, last);
            for (JournalEntry entry : entries) {
                boolean stored = trail.reaches(last.get(trail.subject(entry)), entry, journal.id());
                journal.mark(entry.position(), stored ? State.STORED : State.DUE);
            }
        }
    }

    /** All at once, a slice at a time. */
    private void ask(List<JournalEntry> entries, Trail trail, Map<String, Headers> last)
            throws IOException, InterruptedException {
        Map<String, CompletableFuture<Message>> asked = new LinkedHashMap<>();
        for (JournalEntry entry : entries) {
            String subject = trail.subject(entry);
            if (!last.containsKey(subject) && !asked.containsKey(subject)) {
                byte[] request = ("{\"last_by_subj\":\"" + subject + "\"}").getBytes(StandardCharsets.US_ASCII);
                asked.put(subject, connection.request(LAST + stream(subject), request));
            }
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (Map.Entry<String, CompletableFuture<Message>> each : asked.entrySet()) {
            try {
                Message answer = each.getValue().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                last.put(each.getKey(), headers(answer, each.getKey()));
            } catch (ExecutionException | TimeoutException | java.util.concurrent.CancellationException e) {
                throw new IOException("the last message of " + each.getKey() + " is not to be had: " + e, e);
            }
        }
    }

    private static Headers headers(Message answer, String subject) throws IOException {
        MessageInfo info = new MessageInfo(answer, null, false);
        if (info.hasError()) {
            if (info.getApiErrorCode() == NOTHING_STORED) {
                return new Headers();
            }
            throw new IOException("the last message of " + subject + " is not to be had: " + info.getError());
        }
        Headers headers = info.getHeaders();
        return headers == null ? new Headers() : headers;
    }

    /** The stream that stores a subject. @throws IOException if there is none */
    String stream(String subject) throws IOException {
        String prefix = subject.substring(0, subject.lastIndexOf('.', subject.lastIndexOf('.') - 1));
        String known = streamOfPrefix.get(prefix);
        if (known != null && !known.isEmpty()) {
            return known;
        }
        try {
            if (known == null) {
                List<String> all = streams.getStreamNames(prefix + ".>");
                streamOfPrefix.put(prefix, all.size() == 1 ? all.get(0) : "");
                if (all.size() == 1) {
                    return all.get(0);
                }
            }
            List<String> names = streams.getStreamNames(subject);
            if (!names.isEmpty()) {
                return names.get(0);
            }
        } catch (JetStreamApiException e) {
            throw new IOException("streams cannot be listed: " + e.getMessage(), e);
        }
        throw new IOException("no stream stores " + subject);
    }
}
