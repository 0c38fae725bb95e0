package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.EventSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the service wires a live reload into camel-main. */
class CamelMainTest {
    @TempDir
    Path folder;

    @Test
    void propertiesConfigureCamelAndRoutesAreWatched() throws Exception {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        Path config = folder.resolve("application.properties");
        Files.writeString(config, "camel.component.seda.queue-size=7\nanswer=1\n");
        Files.writeString(routes.resolve("one.yaml"), answering("one", "{{answer}}"));
        Wiring wiring = new Wiring(routes, config);
        Main main = new Main();
        main.configure().withRoutesCollectorEnabled(false);
        main.addMainListener(wiring);
        main.start();
        try {
            assertEquals(
                    7,
                    main.getCamelContext()
                            .getComponent("seda", SedaComponent.class)
                            .getQueueSize());
            assertEquals("1", ask(main));

            Files.writeString(config, "camel.component.seda.queue-size=7\nanswer=2\n");

            await().atMost(Duration.ofSeconds(30)).until(() -> wiring.reload.applied() == 1);
            assertEquals("2", ask(main));
        } finally {
            main.stop();
        }
        assertTrue(wiring.reload.isStopped());
    }

    private static Object ask(Main main) {
        return main.getCamelContext()
                .createFluentProducerTemplate()
                .to("direct:one")
                .request();
    }

    private static final class Wiring extends MainListenerSupport {
        private final Path routes;
        private final Path config;
        private LiveReload reload;

        Wiring(Path routes, Path config) {
            this.routes = routes;
            this.config = config;
        }

        @Override
        public void beforeConfigure(BaseMainSupport main) {
            reload = new LiveReload(
                    main.getCamelContext(),
                    routes,
                    config,
                    EventSink.NONE,
                    ReplaceScopes.NONE,
                    parameters -> false,
                    PropertyListener.RESTART_NEEDED);
            assertTrue(reload.loadProperties().isEmpty());
        }

        @Override
        public void afterConfigure(BaseMainSupport main) {
            try {
                assertTrue(reload.load().isClean());
                main.getCamelContext().addService(reload, true, false);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
