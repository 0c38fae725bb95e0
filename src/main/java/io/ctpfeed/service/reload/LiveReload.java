package io.ctpfeed.service.reload;

import io.ctpfeed.service.reload.EditJudge.Judgement;
import io.ctpfeed.service.reload.ReloadResult.Outcome;
import io.ctpfeed.tick.EventSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a running context in step with routes/ and config/.
 *
 * <p>An edit is proven in a scratch context before anything running is touched; only the routes whose text it changed are
 * stopped and replaced; a broken one changes nothing and is named with file and line; if a route does not start, the last
 * good version is put back.
 *
 * <p>Life, in camel-main: made in {@code beforeConfigure} (it registers the property file as a source of properties) with
 * {@link #loadProperties}; {@link #load} in {@code afterConfigure}, that is, before the context starts (or any time after it
 * has started, not while it starts), then {@code context.addService(reload, true, false)}, which starts the watching after
 * the routes and stops it with the context. Edits are applied by one thread of its own; every public method may be called
 * by any thread and waits for an edit under way.
 */
public final class LiveReload extends ServiceSupport {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReload.class);

    private final ModelCamelContext context;
    private final Path routesDir;
    private final Path propertyFile;
    private final PropertyListener propertyListener;
    private final PropertyFile properties = new PropertyFile();
    private final EditJudge judge;
    private final RouteSwitch routeSwitch;
    private final ReloadReport report;
    private final FolderWatch watch;
    private final AtomicLong applied = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong rolledBack = new AtomicLong();
    private List<String> saidLeftOut = List.of();
    private Version inForce = Version.NONE;
    /** The edit that failed last: not tried again before a file changes. */
    private Disk failed;

    private List<Finding> failedFindings = List.of();

    /**
     * @param routesDir folder of route files, *.yaml
     * @param propertyFile null if there is none to watch
     * @param events takes loaded, edit-applied, edit-refused, edit-rolled-back
     * @param scopes told around the replacing of routes
     * @param leftOut whether a route with these parameters of its template is as if it were not there, which is said
     * @param propertyListener judges texts of the property file and is told what changed
     */
    public LiveReload(
            CamelContext context,
            Path routesDir,
            Path propertyFile,
            EventSink events,
            ReplaceScopes scopes,
            Predicate<Map<String, String>> leftOut,
            PropertyListener propertyListener) {
        this.context = (ModelCamelContext) context;
        this.routesDir = routesDir;
        this.propertyFile = propertyFile;
        this.propertyListener = propertyListener;
        this.judge = new EditJudge(this.context, properties, propertyFile, propertyListener, leftOut);
        this.routeSwitch = new RouteSwitch(this.context, properties, scopes);
        this.report = new ReloadReport(events);
        this.watch = new FolderWatch(context, routesDir, propertyFile, this::reloadNow);
        ((PropertiesComponent) context.getPropertiesComponent()).addPropertiesSource(properties);
    }

    /**
     * Reads the property file alone, so that whatever is configured from properties before the routes are loaded finds
     * its values.
     *
     * @return what is wrong with it; then nothing is served
     */
    public synchronized List<Finding> loadProperties() {
        String text = Disk.read(routesDir, propertyFile).properties();
        try {
            if (text != null) {
                properties.replace(PropertyText.parse(propertyFile, text));
            }
            return List.of();
        } catch (BadFileException e) {
            return e.findings();
        }
    }

    /**
     * Loads all routes for the first time. Unlike an edit, one broken file refuses all: a service does not start with half
     * of its routes.
     *
     * @return APPLIED, and in a context that is not started yet the routes start with it; or REFUSED or ROLLED_BACK with
     *     findings, nothing loaded and nothing logged: the caller says why it does not start
     */
    public ReloadResult load() throws Exception {
        return load(List.of());
    }

    /** {@link #load()}, in a context that is started. @param stopped ids of routes that are loaded and not started */
    public synchronized ReloadResult load(Collection<String> stopped) throws Exception {
        long begin = System.nanoTime();
        Disk disk = Disk.read(routesDir, propertyFile);
        Judgement judgement = judge.judge(Version.NONE, disk, foreignRoutes());
        if (!judgement.findings().isEmpty()) {
            return ReloadResult.of(Outcome.REFUSED, List.of(), judgement.findings(), millis(begin));
        }
        Version first = judgement.version();
        RouteDiff diff = RouteDiff.between(Version.NONE, first);
        List<String> stayed = List.of();
        try {
            if (context.isStarted()) {
                routeSwitch.leaveStopped(stopped);
                stayed = routeSwitch.change(Version.NONE, first, diff);
            } else {
                routeSwitch.prepare(first, diff);
            }
        } catch (SwitchFailedException e) {
            return ReloadResult.of(Outcome.ROLLED_BACK, List.of(), List.of(failure(e, first)), millis(begin));
        }
        inForce = first;
        sayLeftOut();
        return report.loaded(result(judgement, diff, stayed, PropertyNews.NONE, begin));
    }

    /** Looks at the files now and applies what changed; what the watching thread does by itself after a save. */
    public synchronized ReloadResult reloadNow() {
        long begin = System.nanoTime();
        Disk disk = Disk.read(routesDir, propertyFile);
        List<String> running = List.copyOf(inForce.texts().keySet());
        if (disk.equals(failed)) {
            return ReloadResult.of(Outcome.UNCHANGED, running, failedFindings, millis(begin));
        }
        failed = null;
        try {
            Judgement judgement = judge.judge(inForce, disk, foreignRoutes());
            boolean news = report.isNews(judgement.findings());
            if (!judgement.findings().isEmpty() && news) {
                refused.incrementAndGet();
                report.refused(ReloadResult.of(Outcome.REFUSED, running, judgement.findings(), millis(begin)));
            }
            if (judgement.taken().isEmpty()) {
                Outcome outcome = judgement.findings().isEmpty() ? Outcome.UNCHANGED : Outcome.REFUSED;
                return ReloadResult.of(outcome, running, judgement.findings(), millis(begin));
            }
            return apply(judgement, disk, begin);
        } catch (Exception | LinkageError | StackOverflowError e) {
            refused.incrementAndGet();
            Finding finding =
                    new Finding(routesDir, 0, "edit could not be checked: " + SwitchFailedException.reason(e));
            failed = disk;
            failedFindings = List.of(finding);
            return report.refused(ReloadResult.of(Outcome.REFUSED, running, List.of(finding), millis(begin)));
        }
    }

    /**
     * Says what is wrong with the files on disk and changes nothing.
     *
     * @param path a route file, the property file, or a folder: findings of others are left out
     * @return UNCHANGED if nothing is wrong, else REFUSED with the findings
     */
    public synchronized ReloadResult check(Path path) throws Exception {
        long begin = System.nanoTime();
        Disk disk = Disk.read(routesDir, propertyFile);
        List<Finding> findings =
                judge.judge(Version.NONE, disk, foreignRoutes()).findings();
        sayLeftOut();
        if (!Files.isDirectory(path)) {
            findings =
                    findings.stream().filter(each -> each.file().equals(path)).toList();
        }
        Outcome outcome = findings.isEmpty() ? Outcome.UNCHANGED : Outcome.REFUSED;
        return ReloadResult.of(outcome, List.of(), findings, millis(begin));
    }

    /** Edits that came into force. */
    public long applied() {
        return applied.get();
    }

    /** Edits that were refused. */
    public long refused() {
        return refused.get();
    }

    /** Edits that were undone because a route did not start. */
    public long rolledBack() {
        return rolledBack.get();
    }

    @Override
    protected void doStart() {
        watch.start();
    }

    @Override
    protected void doStop() {
        watch.stop();
    }

    private ReloadResult apply(Judgement judgement, Disk disk, long begin) {
        Version next = judgement.version();
        RouteDiff diff = RouteDiff.between(inForce, next);
        List<PropertyChange> changes = PropertyFile.changes(inForce.properties(), next.properties());
        try {
            List<String> stayed = routeSwitch.change(inForce, next, diff);
            inForce = next;
            sayLeftOut();
            PropertyNews news = PropertyNews.tell(changes, judgement.usedProperties(), propertyListener);
            ReloadResult result = report.applied(result(judgement, diff, stayed, news, begin));
            applied.incrementAndGet();
            return result;
        } catch (SwitchFailedException e) {
            rolledBack.incrementAndGet();
            failed = disk;
            List<Finding> findings = new ArrayList<>(List.of(failure(e, next)));
            e.notRestored().values().forEach(text -> findings.add(new Finding(routesDir, 0, text)));
            failedFindings = List.copyOf(findings);
            // What does not run is not in force: the next change tries it again.
            inForce = inForce.without(e.notRestored().keySet());
            List<String> running = List.copyOf(inForce.texts().keySet());
            ReloadResult result = ReloadResult.of(Outcome.ROLLED_BACK, running, findings, millis(begin));
            return report.rolledBack(result.notRestoring(e.notRestored().keySet()));
        }
    }

    private void sayLeftOut() {
        List<String> now = judge.leftOut();
        if (!now.equals(saidLeftOut)) {
            saidLeftOut = now;
            LOG.warn("left out, for the account they name is not configured: {}", now.isEmpty() ? "no route" : now);
        }
    }

    private Finding failure(SwitchFailedException e, Version version) {
        RouteText text = version.texts().get(e.routeId());
        if (text == null) {
            return new Finding(routesDir, 0, e.getMessage());
        }
        String message = "route " + e.routeId() + " did not start: " + e.getMessage();
        return text.place().finding(text.place().item().idLine(), message);
    }

    private static ReloadResult result(
            Judgement judgement, RouteDiff diff, List<String> stayed, PropertyNews news, long begin) {
        return new ReloadResult(
                Outcome.APPLIED,
                judgement.taken().stream()
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList(),
                diff.added(),
                diff.changed(),
                diff.removed(),
                diff.kept(),
                stayed,
                news.changed(),
                news.overruled(),
                news.restartNeeded(),
                List.of(),
                judgement.findings(),
                millis(begin));
    }

    private List<String> foreignRoutes() {
        Map<String, RouteText> ours = inForce.texts();
        return context.getRoutes().stream()
                .map(Route::getId)
                .filter(id -> !ours.containsKey(id) && !routeSwitch.unsettled().contains(id))
                .toList();
    }

    private static long millis(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
