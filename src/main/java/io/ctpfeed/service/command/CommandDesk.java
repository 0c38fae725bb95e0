package io.ctpfeed.service.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Knows the commands, who may give them, and which are running. Any thread. */
final class CommandDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);
    private static final String SCHEME = "Bearer ";
    private static final int UNEXPECTED = 1;

    private final SortedMap<String, FeedCommand> commands;
    private final byte[] token;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Set<LineReply> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    CommandDesk(SortedMap<String, FeedCommand> commands, String token) {
        this.commands = commands;
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** Compares in a time that tells nothing about the token. @param authorization the header; null if there is none */
    boolean mayCommand(String authorization) {
        return authorization != null
                && authorization.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8), token);
    }

    /** @return null if there is none of that name */
    FeedCommand find(String name) {
        return commands.get(name);
    }

    String names() {
        return String.join(", ", commands.keySet());
    }

    /** @return false if it is exclusive and runs already; if true, {@link #run} must follow */
    boolean begin(FeedCommand command, JsonNode arguments) {
        return !command.exclusive(arguments) || busy.add(command.name());
    }

    /** Runs a command that was begun, to its result. */
    void run(FeedCommand command, JsonNode arguments, LineReply reply) {
        long begin = System.nanoTime();
        running.add(reply);
        try {
            if (closing) {
                reply.cancel();
            }
            command.run(arguments, reply);
            reply.result(0, null);
        } catch (CommandException e) {
            reply.result(e.exit(), Map.of("error", e.getMessage()));
        } catch (InterruptedException e) {
            reply.result(UNEXPECTED, Map.of("error", command.name() + ": the service ends"));
        } catch (Exception | Error e) {
            LOG.warn("command {} failed", command.name(), e);
            reply.result(UNEXPECTED, Map.of("error", "unexpected error: " + e));
        } finally {
            running.remove(reply);
            if (command.exclusive(arguments)) {
                busy.remove(command.name());
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            LOG.atLevel(command.exclusive(arguments) ? Level.INFO : Level.DEBUG)
                    .log(
                            "command {}: exit code {} after {} ms{}",
                            command.name(),
                            reply.exit(),
                            millis,
                            reply.isCancelled() ? ", nobody waited for it" : "");
        }
    }

    void cancelAll() {
        closing = true;
        running.forEach(LineReply::cancel);
    }
}
