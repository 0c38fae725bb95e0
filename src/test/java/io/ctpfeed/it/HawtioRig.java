package io.ctpfeed.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ctpfeed.ops.hawtio.HawtioServer.State;
import io.ctpfeed.standin.StandInOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A feed with Hawtio beside it. */
final class HawtioRig implements AutoCloseable {
    private final FeedRig feed;
    private final Path runDir;

    HawtioRig(Path folder) throws Exception {
        runDir = folder.resolve("run");
        feed = new FeedRig(
                folder,
                StandInOptions.DEFAULT.withInstruments(200),
                Map.of(
                        "hawtio.port",
                        "0",
                        "hawtio.user",
                        HawtioClient.USER,
                        "hawtio.password",
                        HawtioClient.PASSWORD,
                        "ops.run-dir",
                        runDir.toString()));
        try {
            feed.subscribed();
            FeedRig.await("Hawtio").until(() -> feed.service().hawtio().state() != State.STARTING);
            assertEquals(State.RUNNING, feed.service().hawtio().state());
        } catch (Exception | Error e) {
            close();
            throw e;
        }
    }

    FeedRig feed() {
        return feed;
    }

    String address() {
        return "http://127.0.0.1:" + feed.service().hawtio().port() + "/hawtio";
    }

    HawtioClient client() {
        return new HawtioClient(address());
    }

    String route(String id) {
        return beans() + "type=routes,name=\"" + id + "\"";
    }

    String account(String name) {
        return beans() + "type=accounts,name=\"" + name + "\"";
    }

    String commands() {
        return beans() + "type=commands,name=\"feed\"";
    }

    private String beans() {
        return "org.apache.camel:context=" + feed.service().context().getManagementName() + ",";
    }

    String state(String route) {
        return String.valueOf(feed.service().context().getRouteController().getRouteStatus(route));
    }

    /** Proves that nothing is published, while the market goes on. */
    void noTicks() {
        FeedRig.await("what was on its way is through").until(() -> {
            long before = feed.trial().verifier().read();
            waitForTheMarket();
            return feed.trial().verifier().read() == before;
        });
    }

    private void waitForTheMarket() {
        long before = feed.trial().received();
        FeedRig.await("the market goes on").until(() -> feed.trial().received() > before + 300);
    }

    /** The audit, without the times. */
    List<String> audit() {
        return FeedRig.read(runDir.resolve("audit").resolve("actions.csv"))
                .lines()
                .skip(1)
                .map(line -> line.replaceFirst("^[^,]*,", ""))
                .toList();
    }

    @Override
    public void close() throws Exception {
        feed.close();
    }
}
