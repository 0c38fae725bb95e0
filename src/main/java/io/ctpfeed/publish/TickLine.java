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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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
    private static final int SPARE_QUEUE = 4_096;

    private static final int ROOM_FOR_HEADERS = 512;
    private static final int MANY_PINGS = 1_000;
    private static final long END_MILLIS = 250;
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
    /** Live ticks up to this token are in the client's hands. */
    private volatile long handed;

    private Connection connection;
    /** Subscribed for as long as the server knows this line. */
    private String life;

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
                .writeQueuePushTimeout(TickDelivery.STALL) // there is room: all it waits for is another's turn
                .errorListener(line.errors)
                .connectionListener((connection, event) -> line.changed(event))
                .build();
        line.connection = Nats.connect(options);
        line.life = line.connection.createInbox();
        line.connection.subscribe(line.life);
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

    /**
     * Whether the server is done with another line, which is closed here: it has read all that came over it. Before, that
     * may still come behind what this one sends.
     */
    boolean seesEndOf(TickLine other) throws InterruptedException {
        try {
            connection.request(other.life, new byte[0]).get(END_MILLIS, TimeUnit.MILLISECONDS);
            return false;
        } catch (CancellationException e) {
            return isUp(); // nobody has subscribed it
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            return false;
        }
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
                connection.publish(subject, liveReply + token, MessageId.headers(subject, epoch, sequence), payload);
            }
        } catch (IllegalStateException e) {
            fault = e.getMessage(); // closed this moment: it is in doubt like the others
        }
        handed = token + 1;
        return true;
    }

    /**
     * There has to be room in {@link #late}.
     *
     * @param place tells it from other late ticks of its subject, and their order
     */
    void sendLate(JournalEntry entry, MessageId place, boolean inDoubt) {
        long token = late.offer(entry.subject(), entry.epoch(), entry.sequence(), entry.payload());
        if (!fault.isEmpty()) {
            return; // none goes out behind one that did not: it is in doubt like that one
        }
        Headers headers = MessageId.headers(entry.subject(), entry.epoch(), entry.sequence())
                .put(PLACE, place.text());
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

    /**
     * Learns how far the server has got. Waits for it on core NATS, for the acknowledgement's time at the most.
     *
     * @return false if it has acknowledged nothing for so long, though something is on its way
     */
    boolean confirm() throws InterruptedException {
        if (live.isEmpty() && late.isEmpty()) {
            idle = true;
            return true;
        }
        if (idle) {
            idle = false;
            progressAt = System.nanoTime();
        }
        if (settings.mode() == DeliveryMode.CORE) {
            return answers();
        }
        if (live.tail() != seenTail || late.tail() != seenLateTail) {
            seenTail = live.tail();
            seenLateTail = late.tail();
            progressAt = System.nanoTime();
        }
        return System.nanoTime() - progressAt <= settings.ackTimeout().toNanos();
    }

    /** Whether the connection stays and the server reads nothing that comes over it. Waits as {@link #confirm} does. */
    boolean isStuck() throws InterruptedException {
        return isUp() && !live.isEmpty() && !answers() && isUp();
    }

    /** Asks it how far it has read: on core NATS that acknowledges. */
    private boolean answers() throws InterruptedException {
        long sent = handed;
        long sentLate = late.head();
        try {
            connection.flush(settings.ackTimeout());
        } catch (TimeoutException e) {
            return false;
        }
        if (isUp() && settings.mode() == DeliveryMode.CORE) {
            live.acknowledgeUpTo(sent);
            late.acknowledgeUpTo(sentLate);
        }
        return true;
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
        int turn = dot - lateReply.length();
        if (!toLive && !reply.regionMatches(lateReply.length(), Integer.toString(lateTurn), 0, turn)) {
            return; // of those that were forgotten
        }
        InFlight window = toLive ? live : late;
        String refused = StreamAnswer.refusal(message, token < window.head() ? window.subject(token) : "");
        if (refused.isEmpty()) {
            window.acknowledge(token);
        } else if (toLive) {
            fault = refused;
        } else {
            lateFault = refused;
        }
    }
}
