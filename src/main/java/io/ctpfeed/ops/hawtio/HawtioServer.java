package io.ctpfeed.ops.hawtio;

import io.ctpfeed.config.HawtioConfig;
import io.ctpfeed.ops.audit.ActionLog;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.login.Configuration;
import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.webapp.WebAppConfiguration;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.ee10.webapp.WebInfConfiguration;
import org.eclipse.jetty.ee10.webapp.WebXmlConfiguration;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ClassMatcher;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hawtio at {@code http://127.0.0.1:PORT/hawtio/}, in a server of its own. {@link #start} returns at once: it comes up on a
 * thread of its own, out of the way of ticks, and whatever fails there is told and counted and ends Hawtio alone. Any thread.
 */
public final class HawtioServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HawtioServer.class);
    private static final String HOST = "127.0.0.1";
    private static final String PATH = "/hawtio";
    /** Which of Hawtio's pages are shown. */
    private static final String SHOWN = "hawtconfig.json";

    private static final int THREADS = 8;
    private static final int STOP_MILLIS = 1_000;
    private static final int SESSION_SECONDS = 1_800;

    /** Hawtio takes these from the virtual machine's properties alone, and takes them before any other. */
    private static final Map<String, String> SETTINGS = Map.of(
            "hawtio.auth", "true",
            "hawtio.authenticationEnabled", "true",
            "hawtio.authenticationThrottled", "true",
            "hawtio.authenticationContainerDiscoveryClasses", "",
            "hawtio.keycloakEnabled", "false",
            "hawtio.realm", "ctpfeed",
            "hawtio.roles", OperatorRole.OPERATOR,
            "hawtio.rolePrincipalClasses", OperatorRole.class.getName(),
            "hawtio.sessionTimeout", String.valueOf(SESSION_SECONDS));

    /** How far it is. */
    public enum State {
        /** Not wanted, nobody could log in, or closed. */
        OFF,
        STARTING,
        RUNNING,
        FAILED
    }

    private final HawtioConfig config;
    private final Path policy;
    private final Path scratch;
    private final ActionLog audit;
    private final Object lock = new Object();
    private Server server;
    private int port;
    private volatile State state = State.OFF;
    private volatile boolean closed;

    /**
     * @param configDir where the policy lies, which says what Jolokia lets through
     * @param runDir where it is unpacked, and the audit lies
     */
    public HawtioServer(HawtioConfig config, Path configDir, Path runDir) {
        this.config = config;
        this.policy = configDir.resolve("hawtio").resolve("jolokia-access.xml");
        this.scratch = runDir.resolve("hawtio");
        this.audit = new ActionLog(runDir);
    }

    /** Begins to start it, where it is wanted and somebody could log in. */
    public void start() {
        if (!config.enabled()) {
            return;
        }
        if (!config.hasLogin()) {
            LOG.info(
                    "Hawtio is not started: hawtio.user and hawtio.password are not both set (docs/reference/hawtio.md)");
            return;
        }
        state = State.STARTING;
        Thread thread = new Thread(this::run, "hawtio");
        thread.setDaemon(true);
        thread.start();
    }

    public State state() {
        return state;
    }

    /** Where it listens; 0 before it does. */
    public int port() {
        synchronized (lock) {
            return port;
        }
    }

    @Override
    public void close() throws Exception {
        closed = true;
        synchronized (lock) {
            state = State.OFF;
            if (server != null) {
                try {
                    server.stop();
                } finally {
                    server = null;
                    Configuration.setConfiguration(null);
                    WarFile.delete(scratch);
                }
            }
        }
    }

    private void run() {
        Background.enter();
        long begin = System.nanoTime();
        try {
            synchronized (lock) { // a close waits for the end of the start
                if (closed) {
                    return;
                }
                listen();
                state = State.RUNNING;
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            LOG.info("Hawtio is at http://{}:{}{}/ after {} ms", HOST, port(), PATH, millis);
        } catch (Exception | LinkageError e) {
            state = State.FAILED;
            LOG.warn("Hawtio is not there, the feed goes on without it: {}", reason(e));
            LOG.debug("Hawtio failed", e);
        }
    }

    private void listen() throws Exception {
        if (!Files.isReadable(policy)) {
            throw new IOException("policy " + policy + " cannot be read; without it all of the machine would be open");
        }
        WarFile.delete(scratch);
        WarFile.find().unpack(pages());
        try (InputStream shown = resource(SHOWN).openStream()) {
            Files.copy(shown, pages().resolve(SHOWN), StandardCopyOption.REPLACE_EXISTING);
        }
        SETTINGS.forEach(System::setProperty);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("hawtio");
        threads.setDaemon(true);
        server = new Server(threads);
        threads.setStopTimeout(STOP_MILLIS);
        ServerConnector connector = connector();
        server.addConnector(connector);
        server.setHandler(application());
        try {
            server.start();
        } catch (Exception | LinkageError e) {
            server.stop();
            server = null;
            throw e;
        }
        Configuration.setConfiguration(OperatorLogin.configuration(config.user(), config.password()));
        port = connector.getLocalPort();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(config.port());
        return connector;
    }

    private WebAppContext application() {
        WebAppContext application = new WebAppContext();
        application.setContextPath(PATH);
        application.setBaseResourceAsPath(pages());
        application.setTempDirectory(scratch.resolve("tmp").toFile());
        application.setDescriptor(resource("web.xml").toExternalForm());
        application.setConfigurationClasses(List.of(
                WebInfConfiguration.class.getName(),
                WebXmlConfiguration.class.getName(),
                WebAppConfiguration.class.getName()));
        application.addProtectedClassMatcher(new ClassMatcher("org.slf4j.")); // its log is ours
        application.setThrowUnavailableOnStartupException(true);
        application.setInitParameter("policyLocation", policy.toUri().toString());
        application.setInitParameter("disableDetectors", "true");
        application.setInitParameter("allowErrorDetails", "false");
        application.setInitParameter("mbeanQualifier", "qualifier=hawtio");
        application.setInitParameter("org.eclipse.jetty.servlet.Default.dirAllowed", "false");
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        application.setErrorHandler(errors);
        application.addFilter(
                new FilterHolder(new OperatorGate(new DeedLog(audit))), "/*", EnumSet.of(DispatcherType.REQUEST));
        application.getSessionHandler().setSessionCookie("CTPFEED_HAWTIO");
        application.getSessionHandler().setHttpOnly(true);
        application.getSessionHandler().setSameSite(SameSite.STRICT);
        application.getSessionHandler().setMaxInactiveInterval(SESSION_SECONDS);
        return application;
    }

    private Path pages() {
        return scratch.resolve("war");
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(HawtioServer.class.getResource(name), name);
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause == e ? String.valueOf(e.getMessage()) : e.getMessage() + " (" + cause.getMessage() + ")";
    }
}
