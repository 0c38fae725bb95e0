package io.ctpfeed.publish;

import io.ctpfeed.publish.journal.JournalEntry;
import io.nats.client.Connection;
import io.nats.client.Connection.Status;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * One connection to NATS for ticks, from its opening to its end, and what is on its way over it. It never reconnects: what
 * jnats had queued when a connection broke, it would send as live whenever the server is back. So after a break a new one
 * is opened, and this one's queue is gone with it.
 *
 * <p>Sending: who sends live ticks and who sends late ones are one thread each. {@link #confirm}, {@link #close}: the
 * thread of the delivery. Acknowledgements come on a thread of the client, which only counts.
 */
final class TickLine implements AutoCloseable {
    /** A late tick that may have been published before. */
    static final String IN_DOUBT = "Ctpfeed-In-Doubt";

    /** {@code JOURNAL.POSITION} of a late tick: within a subject they rise. */
    static final String PLACE = "Ctpfeed-Place";

    static final int LATE_IN_FLIGHT = 2_048;

    /** For pings, requests and what a moment brings. */
    private static final int SPARE_QUEUE = 4_096;

    private static final int ROOM_FOR_HEADERS = 512;
    private static final int MANY_PINGS = 1_000;
    private static final char LIVE = 'l';
    private static final char LATE = 'b';

    private final DeliverySettings settings;
    private final NatsErrors errors = new NatsErrors(true);
    private final InFlight live;
    private volatile InFlight late = new InFlight(LATE_IN_FLIGHT);
    private volatile int lateTurn;
    private volatile String fault = "";
    private volatile String lateFault = "";
    private volatile boolean lameDuck;
    private Connection connection;
    private String liveReply;
    private String lateReply;
    private long seenTail;
    private long seenLateTail;
    private long progressAt;
    private boolean idle = true;

    private TickLine(DeliverySettings settings) {
        this.settings = settings;
        this.live = new InFlight(settings.inFlight());
    }

    /**
     * Connects, or fails at once.
     *
     * @param like options of the connection that all else uses
     * @param servers to try besides, such as it learned of
     */
    static TickLine open(Options like, List<String> servers, DeliverySettings settings)
            throws IOException, InterruptedException {
        TickLine line = new TickLine(settings);
        Options options = new Options.Builder(like)
                .servers(servers.toArray(String[]::new))
                .connectionName(like.getConnectionName() + "-ticks")
                .noReconnect()
                .maxPingsOut(MANY_PINGS)
                .maxMessagesInOutgoingQueue(line.live.capacity() + LATE_IN_FLIGHT + SPARE_QUEUE)
                .errorListener(line.errors)
                .connectionListener((connection, event) -> line.changed(event))
                .build();
        line.connection = Nats.connect(options);
        if (settings.mode() == DeliveryMode.JETSTREAM) {
            line.listen();
        }
        return line;
    }

    /** One inbox for all acknowledgements: a subscription for each message would cost more than the message. */
    private void listen() {
        String inbox = connection.createInbox();
        liveReply = inbox + '.' + LIVE + '.';
        lateReply = inbox + '.' + LATE;
        Dispatcher dispatcher = connection.createDispatcher(this::acknowledged);
        dispatcher.setPendingLimits(-1, -1);
        dispatcher.subscribe(inbox + ".>");
    }

    /** Whether live ticks can be sent. */
    boolean isUp() {
        return fault.isEmpty() && connection.getStatus() == Status.CONNECTED;
    }

    /** Why it is not up. */
    String fault() {
        if (!fault.isEmpty()) {
            return fault;
        }
        return errors.lastError().isEmpty() ? "connection lost" : "connection lost: " + errors.lastError();
    }

    boolean isLameDuck() {
        return lameDuck;
    }

    InFlight live() {
        return live;
    }

    InFlight late() {
        return late;
    }

    Connection connection() {
        return connection;
    }

    /** Whether the server takes messages of this size. */
    boolean takes(byte[] payload) {
        long most = connection.getMaxPayload();
        return most <= 0 || payload.length + ROOM_FOR_HEADERS <= most;
    }

    /**
     * @return false if as many as may be are on their way; true says nothing of its arrival
     * @throws IllegalArgumentException if the server takes no message of this size
     */
    boolean send(String subject, long epoch, long sequence, byte[] payload) {
        if (!takes(payload)) {
            throw new IllegalArgumentException(payload.length + " bytes are more than the server's max_payload");
        }
        long token = live.offer(subject, epoch, sequence, payload);
        if (token < 0) {
            return false;
        }
        try {
            if (liveReply == null) {
                connection.publish(subject, payload);
            } else {
                connection.publish(subject, liveReply + token, id(subject, epoch, sequence), payload);
            }
        } catch (IllegalStateException e) {
            fault = e.getMessage(); // closed this moment: it is in doubt like the others
        }
        return true;
    }

    /**
     * There has to be room in {@link #late}.
     *
     * @param place tells it from other late ticks of its subject, and their order
     */
    void sendLate(JournalEntry entry, MessageId place, boolean inDoubt) {
        long token = late.offer(entry.subject(), entry.epoch(), entry.sequence(), entry.payload());
        Headers headers = id(entry.subject(), entry.epoch(), entry.sequence()).put(PLACE, place.text());
        if (entry.sequence() == 0) {
            headers.put(MessageId.HEADER, place.text());
        }
        if (inDoubt) {
            headers.put(IN_DOUBT, "true");
        }
        try {
            String reply = lateReply == null ? null : lateReply + lateTurn + '.' + token;
            connection.publish(Subjects.late(entry.subject()), reply, headers, entry.payload());
        } catch (IllegalStateException e) {
            fault = e.getMessage();
        }
    }

    /** Why late ticks are refused; empty if they are not. Clears it, and forgets those on their way. */
    String takeLateFault() {
        String taken = lateFault;
        if (!taken.isEmpty()) {
            lateTurn++;
            late = new InFlight(LATE_IN_FLIGHT);
            lateFault = "";
        }
        return taken;
    }

    /** Learns how far the server has got. Waits for it on core NATS, for the acknowledgement's time at the most. */
    void confirm() throws InterruptedException {
        if (live.isEmpty() && late.isEmpty()) {
            idle = true;
            return;
        }
        if (idle) {
            idle = false;
            progressAt = System.nanoTime();
        }
        if (settings.mode() == DeliveryMode.CORE) {
            ping();
        } else if (live.tail() != seenTail || late.tail() != seenLateTail) {
            seenTail = live.tail();
            seenLateTail = late.tail();
            progressAt = System.nanoTime();
        } else if (System.nanoTime() - progressAt > settings.ackTimeout().toNanos()) {
            fault = "no acknowledgement for " + settings.ackTimeout().toMillis() + " ms";
        }
    }

    private void ping() throws InterruptedException {
        long sent = live.head();
        long sentLate = late.head();
        try {
            connection.flush(settings.ackTimeout());
            if (isUp()) {
                live.acknowledgeUpTo(sent);
                late.acknowledgeUpTo(sentLate);
            }
        } catch (TimeoutException e) {
            if (connection.getStatus() == Status.CONNECTED) {
                fault = "no answer for " + settings.ackTimeout().toMillis() + " ms";
            }
        }
    }

    /** Gives up what is queued. */
    @Override
    public void close() {
        if (fault.isEmpty()) {
            fault = "closed";
        }
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Headers id(String subject, long epoch, long sequence) {
        Headers headers = new Headers();
        return sequence == 0 ? headers : headers.put(MessageId.HEADER, MessageId.of(subject, epoch, sequence));
    }

    private void changed(Events event) {
        if (event == Events.LAME_DUCK) {
            lameDuck = true;
        }
    }

    private void acknowledged(Message message) {
        String reply = message.getSubject();
        int dot = reply.lastIndexOf('.');
        long token = Long.parseLong(reply, dot + 1, reply.length(), 10);
        boolean toLive = reply.charAt(dot - 1) == LIVE;
        if (!toLive
                && !reply.regionMatches(lateReply.length(), Integer.toString(lateTurn), 0, dot - lateReply.length())) {
            return; // of those that were forgotten
        }
        InFlight window = toLive ? live : late;
        String refused = refusal(message, window, token);
        if (refused.isEmpty()) {
            window.acknowledge(token);
        } else if (toLive) {
            fault = refused;
        } else {
            lateFault = refused;
        }
    }

    private static String refusal(Message message, InFlight window, long token) {
        String subject = token < window.head() ? window.subject(token) : "";
        if (message.isStatusMessage()) {
            return message.getStatus().getCode() == 503
                    ? "no stream stores " + subject
                    : subject + ": " + message.getStatus().getMessageWithCode();
        }
        byte[] data = message.getData();
        // {"stream":...} or {"error":...}: the third byte tells, and nothing else is of interest
        return data.length > 2 && data[2] == 'e' ? subject + " refused: " + new String(data) : "";
    }
}
