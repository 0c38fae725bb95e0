package io.ctpfeed.service.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A reply as NDJSON on a stream. While the command is silent an empty line goes out every second, which readers pass over:
 * the one way to notice that the client has gone.
 */
final class LineReply implements Reply {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addSerializer(LocalTime.class, ToStringSerializer.instance)
                    .addSerializer(LocalDateTime.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(Path.class, ToStringSerializer.instance));
    private static final byte[] NOTHING = {'\n'};

    private final OutputStream out;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean cancelled;
    /** Nobody reads any more. */
    private boolean gone;

    private volatile int exit = -1;

    LineReply(OutputStream out) {
        this.out = out;
    }

    @Override
    public void send(Object line) {
        write(bytes(line));
    }

    @Override
    public synchronized void result(int code, Object line) {
        if (exit >= 0) {
            return;
        }
        ObjectNode last = JSON.createObjectNode().put("event", "result").put("exit", code);
        if (line != null) {
            ObjectNode more = JSON.valueToTree(line);
            more.remove(List.of("event", "exit"));
            more.properties().forEach(field -> last.set(field.getKey(), field.getValue()));
        }
        write(bytes(last));
        exit = code;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    /** @return the result's exit code; -1 before it */
    int exit() {
        return exit;
    }

    /** Asks the command to end; its result is still sent. */
    void cancel() {
        cancelled = true;
    }

    /** Sends signs of life until {@link #end}; on a thread of its own. */
    void keepAlive(long everyMillis) {
        try {
            while (!ended.await(everyMillis, TimeUnit.MILLISECONDS)) {
                write(NOTHING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        ended.countDown();
    }

    private synchronized void write(byte[] line) {
        if (gone || exit >= 0) {
            return;
        }
        try {
            out.write(line);
            out.flush();
        } catch (IOException e) {
            gone = true;
            cancelled = true;
        }
    }

    private static byte[] bytes(Object line) {
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a line of an answer has no JSON form: " + e.getOriginalMessage(), e);
        }
    }
}
