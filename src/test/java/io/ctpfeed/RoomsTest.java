package io.ctpfeed;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.ctpfeed.tick.EventName;
import io.ctpfeed.tick.FeedEvent;
import io.ctpfeed.tick.WallClock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rooms of ctpfeed: which may know which. A room that does not exist yet may be built by the same rules. */
@AnalyzeClasses(packages = "io.ctpfeed", importOptions = DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "io.ctpfeed.";

    /** Each room, and the rooms it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = new LinkedHashMap<>();

    static {
        MAY_KNOW.put("tick", Set.of());
        MAY_KNOW.put("session", Set.of("tick"));
        MAY_KNOW.put("config", Set.of());
        // The configuration only by its implementations, see below.
        MAY_KNOW.put("source", Set.of("tick", "config"));
        MAY_KNOW.put("component", Set.of("source", "tick"));
        MAY_KNOW.put("subscription", Set.of("tick", "session"));
        MAY_KNOW.put("quality", Set.of("tick", "session"));
        MAY_KNOW.put("publish", Set.of("tick"));
        MAY_KNOW.put("failover", Set.of("tick", "source", "session"));
        MAY_KNOW.put(
                "ops",
                Set.of(
                        "tick",
                        "session",
                        "config",
                        "source",
                        "component",
                        "subscription",
                        "quality",
                        "publish",
                        "failover"));
        MAY_KNOW.put("service", with(MAY_KNOW.get("ops"), "ops"));
        MAY_KNOW.put("standin", Set.of("tick", "session", "config"));
        MAY_KNOW.put("drill", with(MAY_KNOW.get("service"), "service", "standin"));
        MAY_KNOW.put("cli", with(MAY_KNOW.get("drill"), "drill"));
    }

    /** Inside source only the implementation for CTP is configured; the SPI is not. */
    private static final String CONFIGURED_SOURCE = ROOT + "source.ctp..";

    @ArchTest
    static final ArchRule roomsKnowOnlyWhatTheyMay = rooms();

    @ArchTest
    static final ArchRule roomsHaveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule theSpiOfSourcesKnowsNoConfiguration = noClasses()
            .that()
            .resideInAPackage(ROOT + "source..")
            .and()
            .resideOutsideOfPackage(CONFIGURED_SOURCE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "config..");

    @ArchTest
    static final ArchRule onlyRoomsOfCamelKnowCamel = noClasses()
            .that(resideInNone("component", "publish", "ops", "service", "cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule theServiceNeverKnowsTheStandIn = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "service..", ROOT + "ops..", ROOT + "component..", ROOT + "source..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "standin..", ROOT + "drill..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?)(\\$.*)?");

    @ArchTest
    static final ArchRule onlySimulationsSetTheClock = noClasses()
            .that(resideInNone("drill", "standin"))
            .should()
            .callMethod(WallClock.class, "simulate", long.class);

    /** That they are described is AsyncApiTest's. */
    @ArchTest
    static void whateverIsAnEventIsSaidSomewhere(JavaClasses classes) {
        JavaClass names = classes.get(EventName.class);
        names.getFields().stream()
                .filter(field -> field.getRawType().equals(names))
                .forEach(name -> assertTrue(
                        name.getAccessesToSelf().stream()
                                .anyMatch(access -> !access.getOriginOwner().equals(names)),
                        () -> name.getName() + " is said nowhere"));
    }

    @ArchTest
    static final ArchRule nothingElseIsAnEvent =
            noClasses().that().doNotBelongToAnyOf(FeedEvent.class).should(callItsConstructor());

    private static ArchCondition<JavaClass> callItsConstructor() {
        return ArchConditions.callConstructorWhere(
                target(owner(type(FeedEvent.class))).as("make a FeedEvent that is no EventName"));
    }

    private static ArchRule rooms() {
        LayeredArchitecture rooms = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT.substring(0, ROOT.length() - 1) + "..")
                .withOptionalLayers(true);
        for (String room : MAY_KNOW.keySet()) {
            rooms = rooms.layer(room).definedBy(ROOT + room + "..");
        }
        for (String room : MAY_KNOW.keySet()) {
            Set<String> known = MAY_KNOW.get(room);
            rooms = known.isEmpty()
                    ? rooms.whereLayer(room).mayNotAccessAnyLayer()
                    : rooms.whereLayer(room).mayOnlyAccessLayers(known.toArray(String[]::new));
        }
        return rooms.ensureAllClassesAreContainedInArchitecture();
    }

    private static DescribedPredicate<JavaClass> resideInNone(String... rooms) {
        String[] packages = Arrays.stream(rooms).map(room -> ROOT + room + "..").toArray(String[]::new);
        return JavaClass.Predicates.resideOutsideOfPackages(packages);
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        Set<String> all = new TreeSet<>(rooms);
        all.addAll(Set.of(more));
        return all;
    }
}
