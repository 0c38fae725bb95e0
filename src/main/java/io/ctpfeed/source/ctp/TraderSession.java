package io.ctpfeed.source.ctp;

import io.ctpfeed.source.ProductStatus;
import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceUnavailableException;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rationalityfrontline.jctp.CThostFtdcReqAuthenticateField;
import org.rationalityfrontline.jctp.CThostFtdcReqUserLoginField;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;
import org.rationalityfrontline.jctp.THOST_TE_RESUME_TYPE;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trader session of an account: authenticates and logs in on every connect, asks for contract lists and snapshots
 * one at a time, passes on the exchanges' instrument status. While it is not logged in snapshots wait for it, contract
 * lists fail as soon as it had its time to log in. It trades nothing. The account's thread only; the
 * callbacks of {@link TraderSpi} are handed to it.
 */
final class TraderSession {
    private static final Logger LOG = LoggerFactory.getLogger(TraderSession.class);
    /** "Query not ready, try again later." */
    private static final int NOT_READY = 90;

    private final CtpAccount account;
    private final CtpSettings settings;
    private final AccountThread thread;
    private final Consumer<Consumer<SourceListener>> listeners;
    private final Consumer<String> refused;
    private final Backoff backoff;
    private final Queue<TraderQuery<?>> waiting = new ArrayDeque<>();

    private Path flowDir;
    private boolean opened;
    private CThostFtdcTraderApi api;
    private TraderSpi spi;
    private CompletableFuture<Void> admitted = new CompletableFuture<>();
    private TraderQuery<?> inFlight;
    private boolean ready;
    private boolean sendScheduled;
    private String blocked = "";
    private int requestId;
    private long step;
    private long lastQueryNanos;

    TraderSession(
            CtpAccount account,
            CtpSettings settings,
            AccountThread thread,
            Consumer<Consumer<SourceListener>> listeners,
            Consumer<String> refused) {
        this.account = account;
        this.settings = settings;
        this.thread = thread;
        this.listeners = listeners;
        this.refused = refused;
        this.backoff = new Backoff(settings.retryMinMillis(), settings.retryMaxMillis());
        this.lastQueryNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(settings.queryIntervalMillis());
    }

    /**
     * Starts connecting.
     *
     * @return complete once market data may log in: the trader did, or did not within its time
     */
    CompletableFuture<Void> open(Path flowDir) {
        close();
        opened = true;
        this.flowDir = flowDir;
        admitted = new CompletableFuture<>();
        blocked = "";
        create();
        CompletableFuture<Void> admission = admitted;
        thread.later(settings.connectTimeoutMillis(), () -> {
            if (admission.complete(null)) {
                LOG.warn(
                        "account {}: trader front {} did not log in within {} ms, market data goes on without",
                        account.name(),
                        account.traderFronts(),
                        settings.connectTimeoutMillis());
                refuseWhatDoesNotWait();
            }
        });
        return admission;
    }

    void close() {
        opened = false;
        release();
        admitted.complete(null);
        String reason = "account " + account.name() + ": trader session closed";
        while (!waiting.isEmpty()) {
            waiting.poll().fail(new SourceUnavailableException(reason));
        }
    }

    private void create() {
        spi = new TraderSpi(this);
        api = CThostFtdcTraderApi.CreateFtdcTraderApi(flowDir + File.separator);
        api.RegisterSpi(spi);
        api.SubscribePublicTopic(THOST_TE_RESUME_TYPE.THOST_TERT_RESTART); // today's instrument states again
        api.SubscribePrivateTopic(THOST_TE_RESUME_TYPE.THOST_TERT_QUICK);
        account.traderFronts().forEach(api::RegisterFront);
        api.Init();
        after(settings.recreateAfterMillis(), this::startAnew); // no front found for so long
    }

    private void release() {
        disconnected();
        if (api != null) {
            spi.retire();
            api.RegisterSpi(null);
            api.Release();
            api = null;
        }
    }

    /** A new API instance: the present one does not come to an end by itself. */
    private void startAnew() {
        release();
        after(backoff.nextMillis(), this::create);
    }

    /** What was asked and not answered is asked again. */
    private void disconnected() {
        if (ready) {
            listeners.accept(listener -> listener.traderSession(account.name(), false));
        }
        ready = false;
        step++;
        if (inFlight != null) {
            waiting.add(inFlight.again());
            inFlight = null;
        }
        refuseWhatDoesNotWait();
    }

    /** Without a session, once it had its time to begin. */
    private void refuseWhatDoesNotWait() {
        if (!ready && admitted.isDone()) {
            List<TraderQuery<?>> refused =
                    waiting.stream().filter(query -> !query.waits()).toList();
            waiting.removeAll(refused);
            refused.forEach(query -> query.fail(new SourceUnavailableException("account " + account.name() + ": no "
                    + query.what() + ": the trader front " + String.join(", ", account.traderFronts())
                    + " is not logged in; see ctp.accounts." + account.name() + ".trader-fronts")));
        }
    }

    CompletableFuture<List<Contract>> queryInstruments() {
        return ask(TraderQuery.instruments());
    }

    CompletableFuture<TickBatch> queryDepth(String instrumentId, char productClass, int line) {
        return ask(TraderQuery.depth(instrumentId, productClass, line));
    }

    // Callbacks, on the account's thread.

    void connected() {
        CThostFtdcReqAuthenticateField request = new CThostFtdcReqAuthenticateField();
        request.setBrokerID(account.brokerId());
        request.setUserID(account.userId());
        request.setAppID(account.appId());
        request.setAuthCode(account.authCode().get());
        int code = api.ReqAuthenticate(request, ++requestId);
        request.setAuthCode("");
        request.delete();
        sent("authentication", code);
    }

    void disconnected(int reason) {
        LOG.warn("account {}: trader front let go: 0x{}", account.name(), Integer.toHexString(reason));
        disconnected();
        after(settings.recreateAfterMillis(), this::startAnew);
    }

    void authenticated(int error, String message) {
        if (!refused("authentication", error, message)) {
            CThostFtdcReqUserLoginField request = new CThostFtdcReqUserLoginField();
            request.setBrokerID(account.brokerId());
            request.setUserID(account.userId());
            request.setPassword(account.password().get());
            int code = api.ReqUserLogin(request, ++requestId);
            request.setPassword("");
            request.delete();
            sent("trader login", code);
        }
    }

    void loggedIn(int error, String message) {
        if (!refused("trader login", error, message)) {
            step++;
            ready = true;
            listeners.accept(listener -> listener.traderSession(account.name(), true));
            backoff.reset();
            LOG.info("account {}: trader session ready", account.name());
            admitted.complete(null);
            sendNext();
        }
    }

    void answered(int requestId, int error, String message, Object row, boolean last) {
        counted(error);
        TraderQuery<?> query = inFlight;
        if (query == null || query.requestId() != requestId) {
            return;
        }
        if (error == NOT_READY) {
            inFlight = null;
            waiting.add(query.again());
            sendNext();
            return;
        }
        if (error != 0) {
            inFlight = null;
            query.fail(new SourceUnavailableException(
                    "account " + account.name() + ": " + query.what() + " refused: " + error + " " + message));
            sendNext();
            return;
        }
        query.add(row);
        if (last) {
            inFlight = null;
            query.complete();
            sendNext();
        }
    }

    void failed(int requestId, int error, String message) {
        LOG.warn("account {}: trader front says {} {}", account.name(), error, message);
        if (ready) {
            answered(requestId, error, message, null, true);
        } else {
            refused("trader login", error, message);
        }
    }

    void status(ProductStatus status) {
        listeners.accept(listener -> listener.productStatus(account.name(), status));
    }

    private <T> CompletableFuture<T> ask(TraderQuery<T> query) {
        hand(() -> {
            if (!blocked.isEmpty() || !opened) { // between two API instances it waits
                query.fail(new SourceUnavailableException("account " + account.name() + ": no trader session for the "
                        + query.what() + (blocked.isEmpty() ? ": the account is stopped" : ": " + blocked)));
                return;
            }
            waiting.add(query);
            thread.later(settings.queryTimeoutMillis(), () -> {
                if (waiting.remove(query) || inFlight == query) {
                    inFlight = inFlight == query ? null : inFlight;
                    query.fail(new SourceUnavailableException("account " + account.name() + ": " + query.what()
                            + " was not answered in " + settings.queryTimeoutMillis() / 1000.0 + " s by "
                            + String.join(", ", account.traderFronts())));
                    sendNext();
                }
            });
            sendNext();
            refuseWhatDoesNotWait();
        });
        return query.result();
    }

    /** One query in flight, and no more than one an interval. */
    private void sendNext() {
        if (!ready || inFlight != null || waiting.isEmpty() || sendScheduled) {
            return;
        }
        long early =
                TimeUnit.MILLISECONDS.toNanos(settings.queryIntervalMillis()) - (System.nanoTime() - lastQueryNanos);
        if (early > 0) {
            sendLater(TimeUnit.NANOSECONDS.toMillis(early) + 1);
            return;
        }
        lastQueryNanos = System.nanoTime();
        TraderQuery<?> query = waiting.poll();
        inFlight = query;
        int code = query.send(api, ++requestId);
        if (code != 0) { // -2, -3: later; -1: the disconnect is on its way
            inFlight = null;
            waiting.add(query.again());
            sendLater(settings.queryIntervalMillis());
        }
    }

    private void sendLater(long millis) {
        sendScheduled = true;
        thread.later(millis, () -> {
            sendScheduled = false;
            sendNext();
        });
    }

    private boolean refused(String what, int error, String message) {
        String said = what + " answered " + error + " " + message;
        counted(error);
        switch (ErrorClass.of(error)) {
            case NONE, BENIGN -> {
                return false;
            }
            case CREDENTIALS -> {
                blocked = said + account.remedy(".password, .app-id and .auth-code");
                refused.accept(blocked); // which closes this session
            }
            default -> retry(said);
        }
        return true;
    }

    private void counted(int code) {
        if (code != 0) {
            listeners.accept(listener -> listener.apiError(account.name(), code));
        }
    }

    private void sent(String what, int code) {
        if (code != 0) {
            counted(code);
            retry(what + " was not sent: code " + code);
            return;
        }
        step++;
        after(settings.loginTimeoutMillis(), () -> {
            LOG.warn("account {}: {} was not answered in {} ms", account.name(), what, settings.loginTimeoutMillis());
            startAnew();
        });
    }

    private void retry(String reason) {
        LOG.warn("account {}: {}", account.name(), reason);
        step++;
        after(backoff.nextMillis(), this::connected);
    }

    /** Runs later, unless another step was taken in the meantime. */
    private void after(long millis, Runnable action) {
        long expected = step;
        thread.later(millis, () -> {
            if (step == expected) {
                action.run();
            }
        });
    }

    /** Runs on the account's thread. */
    void hand(Runnable action) {
        thread.run(action);
    }
}
