package io.ctpfeed.cli;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatchOption;
import io.nats.client.api.KeyValueWatcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Prints what a bucket of last values holds: key, a space, value. One thread. */
final class LastValuePrinter {
    private static final int SILENCE_SECONDS = 10;

    private final Connection connection;
    private final String bucket;

    LastValuePrinter(Connection connection, String bucket) {
        this.connection = connection;
        this.bucket = bucket;
    }

    /** An entry, or the end of what is there. */
    private record Item(KeyValueEntry entry) {}

    /**
     * Prints and returns.
     *
     * @param keys a key; * and > as in subjects
     * @throws CommandFailed there is no such bucket, or the server fell silent
     */
    void print(String keys, long count, PrintWriter out) throws InterruptedException {
        BlockingQueue<Item> items = new LinkedBlockingQueue<>();
        KeyValueWatcher watcher = new KeyValueWatcher() {
            @Override
            public void watch(KeyValueEntry entry) {
                items.add(new Item(entry));
            }

            @Override
            public void endOfData() {
                items.add(new Item(null));
            }
        };
        try {
            KeyValue values = connection.keyValue(bucket);
            values.getStatus(); // says whether it is there
            values.watch(keys, watcher, KeyValueWatchOption.IGNORE_DELETE);
        } catch (IOException | JetStreamApiException | IllegalArgumentException e) {
            throw new CommandFailed(
                    ExitCode.UNREACHABLE,
                    "no last values in bucket " + bucket + ": " + e.getMessage()
                            + "; see ./ctpfeed nats, or give --bucket",
                    e);
        }
        for (long printed = 0; printed < count && !out.checkError(); printed++) {
            Item item = items.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new CommandFailed(
                        ExitCode.UNREACHABLE, "bucket " + bucket + " does not answer any more; try again");
            }
            if (item.entry == null) {
                break;
            }
            out.println(item.entry.getKey() + " " + item.entry.getValueAsString());
        }
        out.flush();
    }
}
