package io.ctpfeed.service.reload;

import static io.ctpfeed.service.reload.ReloadRig.answering;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Camel takes is not refused, however it is written. */
class GoodRoutesTest {
    private static final String EVERY_KIND =
            """
            - onException:
                exception:
                  - java.lang.IllegalStateException
                handled:
                  constant: true
                steps:
                  - log: "failed: ${exception.message}"
            - route:
                id: steps
                description: the steps that shipped routes are made of
                autoStartup: true
                from:
                  uri: timer:steps
                  parameters:
                    period: "{{period.millis}}"
                    delay: -1
                    repeatCount: "1"
                  steps:
                    - choice:
                        when:
                          - simple: "${header.class} == 'LIVE'"
                            steps:
                              - to: direct:sub
                          - expression:
                              simple:
                                expression: "${body} != null"
                            steps:
                              - to:
                                  uri: "seda:late?size={{size}}"
                        otherwise:
                          steps:
                            - stop: {}
                    - filter:
                        simple: "${body} is 'String'"
                        steps:
                          - setHeader:
                              name: class
                              constant: LIVE
                    - split:
                        simple: "${body}"
                        streaming: "true"
                        steps:
                          - bean:
                              ref: sink
                    - throttle:
                        constant: 100
                        timePeriodMillis: "{{period.millis}}"
                    - circuitBreaker:
                        resilience4jConfiguration:
                          minimumNumberOfCalls: 5
                          failureRateThreshold: 50
                          waitDurationInOpenState: 1
                        steps:
                          - to: "direct:sub"
                        onFallback:
                          steps:
                            - setBody:
                                constant: fallback
                    - multicast:
                        parallelProcessing: false
                        steps:
                          - to: "log:a"
                          - wireTap:
                              uri: direct:sub
                    - doTry:
                        steps:
                          - process:
                              ref: sink
                        doCatch:
                          - exception:
                              - java.lang.Exception
                            steps:
                              - log:
                                  message: failed
                                  loggingLevel: WARN
                    - toD:
                        uri: "direct:${header.next}"
                    - delay:
                        simple: "${header.millis}"
                    - aggregate:
                        correlationExpression:
                          constant: all
                        aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy"
                        completionSize: 10
                        steps:
                          - to: log:b
            - route:
                id: sub
                from:
                  uri: direct
                  parameters:
                    name: sub
                  steps:
                    - transform:
                        simple: "${body}"
                    - removeHeaders:
                        pattern: "*"
            """;

    @TempDir
    Path folder;

    private ReloadRig rig;

    @BeforeEach
    void configure() {
        rig = new ReloadRig(folder);
        rig.properties("period.millis=1000", "size=5");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyKindOfStepLoadsAndRuns() throws Exception {
        rig.write("all.yaml", EVERY_KIND);

        rig.running();

        assertTrue(rig.isRunning("steps"));
        assertTrue(rig.isRunning("sub"));
    }

    @Test
    void anEditOfWhatAppliesToTheFileReplacesItsRoutesOnly() throws Exception {
        rig.write("all.yaml", EVERY_KIND);
        rig.write("one.yaml", answering("one", "1"));
        rig.running();
        rig.write("all.yaml", EVERY_KIND.replace("failed: $", "failed with $"));

        ReloadResult result = rig.reload.reloadNow();

        assertEquals(List.of("steps", "sub"), result.changed());
        assertEquals(List.of("one"), result.kept());
    }

    @Test
    void theSourceLineOfAReplacedRouteIsThatOfTheFile() throws Exception {
        rig.context.setSourceLocationEnabled(true);
        rig.write("two.yaml", answering("one", "1") + answering("two", "2"));
        rig.running();
        rig.write("two.yaml", "# moved down\n\n" + answering("one", "1") + answering("two", "zwei"));

        rig.reload.reloadNow();

        String location = rig.route("two").getSourceLocation();
        assertTrue(location.endsWith("two.yaml:15"), location);
    }

    @Test
    void aCheckLeavesBeansThatKnowTheirContextAlone() throws Exception {
        AwareStep step = new AwareStep();
        rig.context.getRegistry().bind("aware", step);
        rig.write(
                "aware.yaml",
                answering("aware", "1").replace("setBody:", "process:").replace("constant: \"1\"", "ref: aware"));
        rig.write(
                "bean.yaml",
                answering("bean", "1").replace("setBody:", "bean:").replace("constant: \"1\"", "ref: aware"));
        rig.running();

        for (int i = 0; i < 3; i++) {
            rig.write("other.yaml", answering("other", "" + i));
            rig.reload.reloadNow();
            rig.reload.check(rig.routes);
        }

        assertSame(rig.context, step.getCamelContext());
        assertEquals(Set.of(rig.context.getName()), step.told);
        assertTrue(step.isStarted());
    }

    /** A step with a life of its own. */
    private static final class AwareStep extends ServiceSupport implements Processor, CamelContextAware {
        private final Set<String> told = new TreeSet<>();
        private CamelContext context;

        @Override
        public void process(Exchange exchange) {}

        @Override
        public void setCamelContext(CamelContext context) {
            told.add(context.getName());
            this.context = context;
        }

        @Override
        public CamelContext getCamelContext() {
            return context;
        }
    }
}
