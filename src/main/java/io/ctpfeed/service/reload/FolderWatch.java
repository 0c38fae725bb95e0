package io.ctpfeed.service.reload;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for a look at the files once a save is over.
 *
 * <p>Two of Camel's file watchers, one a folder, only ring the bell. A look is taken when sizes and times have not changed
 * for {@link #SETTLED_MILLIS}: an editor writes a file in several steps. Camel's watcher has no such patience, and its
 * thread ends for good when the folder is replaced or events overflow; so every {@link #SWEEP_SECONDS} the files are
 * looked at without a bell, and a watcher that ended is made anew.
 */
final class FolderWatch {
    static final long SETTLED_MILLIS = 200;
    static final long SWEEP_SECONDS = 5;
    private static final long LOOK_MILLIS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final CamelContext context;
    private final Path routesDir;
    private final Path propertyFile;
    private final Runnable onSettled;
    private final List<Bell> watchers = new ArrayList<>();
    private ScheduledExecutorService thread;

    // Owned by the thread.
    private Stamps seen = Stamps.NONE;
    private Stamps looked = Stamps.NONE;
    private long since;

    FolderWatch(CamelContext context, Path routesDir, Path propertyFile, Runnable onSettled) {
        this.context = context;
        this.routesDir = routesDir;
        this.propertyFile = propertyFile;
        this.onSettled = onSettled;
    }

    void start() {
        thread = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "live-reload");
        thread.execute(this::openWatchers);
        thread.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        thread.execute(this::look);
    }

    /** Waits for an edit under way. */
    void stop() {
        closeWatchers();
        context.getExecutorServiceManager().shutdownGraceful(thread);
        closeWatchers();
    }

    private synchronized void closeWatchers() {
        watchers.forEach(ServiceHelper::stopAndShutdownService);
        watchers.clear();
    }

    private synchronized void openWatchers() {
        Path routes = routesDir.toAbsolutePath();
        watch(routes, name -> Disk.isRouteFile(Path.of(name)));
        if (propertyFile != null) {
            Path file = propertyFile.toAbsolutePath();
            watch(file.getParent(), name -> name.equals(file.getFileName().toString()));
        }
    }

    private void watch(Path folder, Predicate<String> wanted) {
        Bell watcher = new Bell(folder);
        watcher.setCamelContext(context);
        watcher.setFileFilter(file -> wanted.test(file.getName()));
        watcher.setResourceReload((name, resource) -> ring());
        try {
            ServiceHelper.startService(watcher);
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be watched, it is looked at every {} s: {}", folder, SWEEP_SECONDS, e.getMessage());
        }
        watchers.add(watcher);
    }

    private void ring() {
        try {
            thread.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.debug("a save while stopping is left to the next start");
        }
    }

    /** Nothing may end the sweep: an exception would cancel it for good. */
    private void sweep() {
        try {
            if (isDeaf()) {
                closeWatchers();
                openWatchers();
            }
        } catch (Exception | Error e) {
            LOG.error("{} cannot be watched, it is looked at every {} s", routesDir, SWEEP_SECONDS, e);
        }
        look();
    }

    private synchronized boolean isDeaf() {
        return watchers.stream().anyMatch(watcher -> !watcher.isRunning());
    }

    /** A look that failed is taken again with the next sweep. */
    private void look() {
        try {
            lookWhenSettled();
        } catch (RejectedExecutionException e) {
            LOG.debug("a save while stopping is left to the next start");
        } catch (Exception | Error e) {
            looked = Stamps.NONE;
            LOG.error("live reload of {} failed, it is tried again within {} s", routesDir, SWEEP_SECONDS, e);
        }
    }

    /** Comes back until nothing has changed for long enough. */
    private void lookWhenSettled() {
        Stamps now = Stamps.of(routesDir, propertyFile);
        if (!now.equals(seen)) {
            seen = now;
            since = System.nanoTime();
        }
        if (now.equals(looked)) {
            return;
        }
        if (System.nanoTime() - since < TimeUnit.MILLISECONDS.toNanos(SETTLED_MILLIS)) {
            thread.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return;
        }
        looked = now;
        onSettled.run();
    }

    /** Camel's watcher; it has a name, because Camel names a thread after its class. */
    private static final class Bell extends FileWatcherResourceReloadStrategy {
        Bell(Path folder) {
            super(folder.toString());
        }

        @Override
        protected String startupMessage(File folder) {
            return null;
        }
    }
}
