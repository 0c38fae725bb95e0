package io.ctpfeed.service.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.camel.model.ModelCamelContext;

/**
 * Decides what of the files on disk may come into force. Files are judged one by one: what is wrong with one does not
 * hold up another, and in place of a refused one its last good version stays. Touches nothing that runs. For one thread.
 */
final class EditJudge {
    private final ModelCamelContext live;
    private final PropertyFile properties;
    private final Path propertyFile;
    private final PropertyListener listener;
    private final Predicate<Map<String, String>> leftOut;
    private final Map<Path, List<String>> leftOutOf = new TreeMap<>();
    private final RouteFileParser parser = new RouteFileParser();

    /** @param leftOut whether a route with these parameters of its template is as if it were not there */
    EditJudge(
            ModelCamelContext live,
            PropertyFile properties,
            Path propertyFile,
            PropertyListener listener,
            Predicate<Map<String, String>> leftOut) {
        this.live = live;
        this.properties = properties;
        this.propertyFile = propertyFile;
        this.listener = listener;
        this.leftOut = leftOut;
    }

    /**
     * @param version that may come into force
     * @param taken files whose new text is in it
     * @param findings why others are not
     * @param usedProperties keys that routes ask for
     */
    record Judgement(Version version, Set<Path> taken, List<Finding> findings, Set<String> usedProperties) {}

    /** @param foreign ids of routes that no file made */
    Judgement judge(Version inForce, Disk disk, Collection<String> foreign) throws Exception {
        Set<Finding> findings = new LinkedHashSet<>(disk.findings());
        Map<Path, RouteFile> files = new TreeMap<>(inForce.set().files());
        Set<Path> edited = parse(disk, inForce, files, findings);
        PropertyText values = parseProperties(inForce, disk, findings);
        while (!edited.isEmpty() || values != inForce.properties()) {
            RouteSet set = new RouteSet(files);
            List<Problem> problems = set.clashes(inForce.set(), foreign);
            Map<String, RouteText> texts = Map.of();
            Set<String> used = Set.of();
            if (problems.isEmpty()) {
                ScratchContext.Built built = ScratchContext.build(live, properties, values, set);
                problems = built.problems();
                texts = built.texts();
                used = built.usedProperties();
            }
            Set<Path> refused = involved(problems, edited);
            if (!problems.isEmpty() && refused.isEmpty() && values != inForce.properties()) {
                for (Problem problem : problems) {
                    findings.add(blame(problem, inForce.properties(), values, set));
                }
                values = inForce.properties();
                continue;
            }
            problems.forEach(problem -> findings.add(problem.finding()));
            if (!problems.isEmpty() && refused.isEmpty()) {
                // A file that did not change lacks something that another file took away.
                refused.addAll(edited);
            }
            if (problems.isEmpty()) {
                if (values != inForce.properties()) {
                    edited.add(propertyFile);
                }
                return new Judgement(new Version(set, values, texts), edited, new ArrayList<>(findings), used);
            }
            refused.forEach(path -> restore(path, inForce, files));
            edited.removeAll(refused);
        }
        return new Judgement(inForce, Set.of(), new ArrayList<>(findings), Set.of());
    }

    private Set<Path> parse(Disk disk, Version inForce, Map<Path, RouteFile> files, Set<Finding> findings) {
        Set<Path> edited = new TreeSet<>();
        for (Path path : disk.edited(inForce)) {
            try {
                String text = disk.routes().get(path);
                if (text == null) {
                    files.remove(path);
                    leftOutOf.remove(path);
                } else {
                    files.put(path, wanted(parser.parse(path, text)));
                }
                edited.add(path);
            } catch (BadFileException e) {
                findings.addAll(e.findings());
            }
        }
        return edited;
    }

    private RouteFile wanted(RouteFile file) {
        List<RouteItem> out = file.items().stream()
                .filter(item -> item.isRoute() && leftOut.test(item.parameters()))
                .toList();
        leftOutOf.put(file.path(), out.stream().map(RouteItem::id).toList());
        return file.without(out);
    }

    /** Ids of routes that are left out, of the files as they were read last. */
    List<String> leftOut() {
        return leftOutOf.values().stream().flatMap(List::stream).toList();
    }

    private PropertyText parseProperties(Version inForce, Disk disk, Set<Finding> findings) {
        PropertyText before = inForce.properties();
        if (disk.properties() == null) {
            boolean unreadable =
                    disk.findings().stream().anyMatch(finding -> finding.file().equals(propertyFile));
            if (!before.values().isEmpty() && !unreadable) {
                findings.add(
                        new Finding(propertyFile, 0, "is gone; its last values stay; to clear them, leave it empty"));
            }
            return before;
        }
        try {
            PropertyText after = PropertyText.parse(propertyFile, disk.properties());
            if (after.values().equals(before.values())) {
                return before;
            }
            List<Finding> wrong = listener.check(propertyFile, disk.properties());
            findings.addAll(wrong);
            return wrong.isEmpty() ? after : before;
        } catch (BadFileException e) {
            findings.addAll(e.findings());
            return before;
        }
    }

    private static Set<Path> involved(List<Problem> problems, Set<Path> edited) {
        Set<Path> refused = new HashSet<>();
        problems.forEach(problem -> refused.addAll(problem.involved()));
        refused.retainAll(edited);
        return refused;
    }

    private static void restore(Path path, Version inForce, Map<Path, RouteFile> files) {
        RouteFile last = inForce.set().file(path);
        if (last == null) {
            files.remove(path);
        } else {
            files.put(path, last);
        }
    }

    /** The line of the property file that a route which ran until now does not take. */
    private Finding blame(Problem problem, PropertyText before, PropertyText after, RouteSet set) {
        Finding finding = problem.finding();
        RouteFile file = set.file(finding.file());
        int line = PropertyFile.changes(before, after).stream()
                .map(PropertyChange::key)
                .filter(key -> file != null && file.text().contains(key))
                .mapToInt(key -> after.lines().getOrDefault(key, 0))
                .findFirst()
                .orElse(0);
        return new Finding(propertyFile, line, "refused, it would break " + finding);
    }
}
