package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.service.reload.ReloadResult.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be built and does not start is undone. */
class FailingStartTest {
    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void run() throws Exception {
        PickyComponent.LIFE.clear();
        PickyComponent.down = false;
        rig = new ReloadRig(folder);
        rig.context.addComponent("picky", new PickyComponent());
        rig.properties("front=good");
        rig.write("source.yaml", source("{{front}}"));
        rig.write("others.yaml", answering("one", "1") + answering("two", "2"));
        rig.running();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static String source(String front) {
        return answering("source", "s").replace("direct:source", "picky:" + front);
    }

    @Test
    void theLastGoodVersionOfEveryRouteOfTheEditIsPutBack() {
        Route two = rig.route("two");
        rig.write("source.yaml", source("bad"));
        rig.write("others.yaml", answering("one", "uno") + answering("two", "2") + answering("three", "3"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.ROLLED_BACK, result.outcome());
        assertEquals(
                rig.routes.resolve("source.yaml") + ":2: route source did not start: front bad refused",
                result.findings().get(0).toString());
        assertEquals(1, result.findings().size());
        assertEquals("picky://good", rig.route("source").getEndpoint().getEndpointUri());
        assertTrue(rig.isRunning("source"));
        assertEquals("1", rig.ask("direct:one"));
        assertNull(rig.route("three"));
        assertSame(two, rig.route("two"));
        assertEquals("edit-rolled-back", rig.eventNames().get(rig.events.size() - 1));
        assertEquals(1, rig.reload.rolledBack());
        assertEquals(List.of("closed"), rig.scopes.get(rig.scopes.size() - 1));
    }

    @Test
    void itIsNotTriedAgainBeforeAFileChanges() {
        rig.write("source.yaml", source("bad"));
        rig.reload.reloadNow();
        Route back = rig.route("source");

        assertEquals(Outcome.UNCHANGED, rig.reload.reloadNow().outcome());
        assertSame(back, rig.route("source"));
        assertEquals(1, rig.reload.rolledBack());

        rig.write("source.yaml", source("better"));
        assertEquals(Outcome.APPLIED, rig.reload.reloadNow().outcome());
    }

    @Test
    void whatCannotBePutBackIsSaidAndComesBackWithTheNextEdit() {
        PickyComponent.down = true;
        rig.write("source.yaml", source("better") + answering("neighbour", "n"));

        ReloadResult lost = rig.reload.reloadNow();

        assertEquals(Outcome.ROLLED_BACK, lost.outcome());
        assertEquals(List.of("source"), lost.notRestored());
        assertEquals(List.of("one", "two"), lost.kept().stream().sorted().toList());
        assertEquals(
                List.of("source"),
                rig.events.get(rig.events.size() - 1).details().get("notRestored"));
        assertFalse(rig.isRunning("source"));
        assertEquals(Outcome.UNCHANGED, rig.reload.reloadNow().outcome(), "not again before a file changes");

        PickyComponent.down = false;
        rig.write("source.yaml", source("{{front}}"));
        ReloadResult back = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, back.outcome(), () -> back.findings().toString());
        assertEquals(List.of("source"), back.added());
        assertTrue(rig.isRunning("source"));
        assertEquals("picky://good", rig.route("source").getEndpoint().getEndpointUri());
        assertEquals(Outcome.UNCHANGED, rig.reload.reloadNow().outcome());
    }

    @Test
    void whatWasLostComesBackWithTheEditOfAnotherFileWhileItsOwnIsRefused() {
        PickyComponent.down = true;
        rig.write("source.yaml", source("better"));
        rig.reload.reloadNow();
        PickyComponent.down = false;
        rig.write("source.yaml", source("better").replace("steps:", "stepps:"));
        rig.write("others.yaml", answering("one", "uno") + answering("two", "2"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.APPLIED, result.outcome());
        assertEquals(List.of("others.yaml"), result.files());
        assertEquals("uno", rig.ask("direct:one"));
        assertEquals("picky://good", rig.route("source").getEndpoint().getEndpointUri());
        assertTrue(rig.isRunning("source"));
    }

    @Test
    void whatIsLostAgainIsStillSaid() {
        PickyComponent.down = true;
        rig.write("source.yaml", source("better"));
        rig.reload.reloadNow();
        rig.write("source.yaml", source("best"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(Outcome.ROLLED_BACK, result.outcome());
        assertEquals(List.of("source"), result.notRestored());

        PickyComponent.down = false;
        rig.write("source.yaml", source("{{front}}"));
        assertEquals(Outcome.APPLIED, rig.reload.reloadNow().outcome());
        assertTrue(rig.isRunning("source"));
    }

    @Test
    void propertiesArePutBackToo() {
        rig.properties("front=bad");

        assertEquals(Outcome.ROLLED_BACK, rig.reload.reloadNow().outcome());
        assertEquals("good", rig.context.resolvePropertyPlaceholders("{{front}}"));
        assertTrue(rig.isRunning("source"));
    }

    @Test
    void whatWasStoppedByHandStaysStoppedWhenPutBack() throws Exception {
        rig.context.getRouteController().stopRoute("one");
        rig.write("source.yaml", source("bad"));
        rig.write("others.yaml", answering("one", "uno") + answering("two", "2"));

        assertEquals(Outcome.ROLLED_BACK, rig.reload.reloadNow().outcome());
        assertFalse(rig.isRunning("one"));
        assertTrue(rig.isRunning("source"));
    }

    @Test
    void aCheckDoesNotTouchTheRunningComponent() throws Exception {
        PickyComponent running = rig.context.getComponent("picky", PickyComponent.class);
        rig.write("source.yaml", source("better"));

        rig.reload.check(rig.routes);

        assertSame(rig.context, running.getCamelContext());
        assertTrue(running.isStarted());
        assertEquals(List.of("start"), PickyComponent.LIFE);
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each -> each.getName().contains("scratch")));
        assertNull(rig.context.hasEndpoint("picky:better"));
    }

    /** Public, so that it is copied. Its front "bad" refuses when the consumer starts, not before. */
    public static final class PickyComponent extends DefaultComponent {
        static final List<String> LIFE = new CopyOnWriteArrayList<>();
        /** No front takes anybody. */
        static volatile boolean down;

        @Override
        protected void doStart() {
            LIFE.add("start");
        }

        @Override
        protected void doStop() {
            LIFE.add("stop");
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new PickyEndpoint(uri, this, remaining);
        }
    }

    static final class PickyEndpoint extends DefaultEndpoint {
        private final String front;

        PickyEndpoint(String uri, PickyComponent component, String front) {
            super(uri, component);
            this.front = front;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() {
                    if (PickyComponent.down || front.equals("bad")) {
                        throw new IllegalStateException("front bad refused");
                    }
                }
            };
        }
    }
}
