package io.ctpfeed.drill.failure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All drills there are, in the order in which they are listed and run. */
public final class Drills {
    private static final List<Drill> ALL = Stream.of(LineDrills.all(), NatsDrills.all(), ServiceDrills.all())
            .flatMap(List::stream)
            .toList();

    private Drills() {}

    public static List<Drill> all() {
        return ALL;
    }

    public static Optional<Drill> named(String name) {
        return ALL.stream().filter(drill -> drill.name().equals(name)).findFirst();
    }
}
