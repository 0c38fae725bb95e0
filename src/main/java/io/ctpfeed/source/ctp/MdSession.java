package io.ctpfeed.source.ctp;

import io.ctpfeed.source.SourceListener;
import io.ctpfeed.source.SourceState;
import io.ctpfeed.tick.DurationHistogram;
import io.ctpfeed.tick.TickRing;
import io.ctpfeed.tick.WallClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The market-data session of an account: connects, logs in, subscribes what is wanted, and does it again whenever the
 * front lets go. The account's thread only, but for the handler, which is called by the vendor's.
 *
 * <p>The API reconnects by itself; what it cannot do is notice a front that never answers. So each try has a time
 * limit, and an instance that found no front for long is replaced.
 */
final class MdSession {
    private static final Logger LOG = LoggerFactory.getLogger(MdSession.class);

    private static final long SAY_MILLIS = 1_000;
    /** Of so many ticks one is measured: two looks at a clock are as dear as the copy of a tick. */
    private static final int MEASURED = 64;

    private final CtpAccount account;
    private final CtpSettings settings;
    private final AccountThread thread;
    private final TickRing ring;
    private final SubscriptionBook book;
    private final BiConsumer<SourceState, String> change;
    private final Runnable ticksAvailable;
    private final SubscriptionListener subscriptions;
    private final Consumer<Consumer<SourceListener>> listeners;
    private final DurationHistogram callbackTimes =
            DurationHistogram.ofMicros(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 50_000);
    private final Subscriber subscriber;
    private final Backoff backoff;

    private MdApi api;
    private Path flowDir;
    private CompletableFuture<Void> admitted;
    private SourceState state = SourceState.STOPPED;
    /** Grows with every step: a timer or a callback of an earlier step finds another number and does nothing. */
    private long step;
    /** Grows with every API instance: late callbacks of a released one are told by it. */
    private long generation;

    private long connectingSince;
    private int rejections;
    private volatile String tradingDay = "";
    private volatile String libraryFile = "";
    private volatile long logins;
    private volatile long disconnects;

    MdSession(
            CtpAccount account,
            CtpSettings settings,
            AccountThread thread,
            TickRing ring,
            SubscriptionBook book,
            BiConsumer<SourceState, String> change,
            Runnable ticksAvailable,
            SubscriptionListener subscriptions,
            Consumer<Consumer<SourceListener>> listeners) {
        this.account = account;
        this.settings = settings;
        this.thread = thread;
        this.ring = ring;
        this.book = book;
        this.change = change;
        this.ticksAvailable = ticksAvailable;
        this.subscriptions = subscriptions;
        this.listeners = listeners;
        this.subscriber = new Subscriber(book, thread, settings.pace(), subscriptions);
        this.backoff = new Backoff(settings.retryMinMillis(), settings.retryMaxMillis());
    }

    /** @param admitted complete when a login may be sent: fronts may ask for a trader login first */
    void open(Path flowDir, CompletableFuture<Void> admitted) {
        this.flowDir = flowDir;
        this.admitted = admitted;
        create();
    }

    void close() {
        to(SourceState.STOPPED);
        release();
    }

    Subscriber subscriber() {
        return subscriber;
    }

    void subscribeWanted() {
        subscriber.room();
        if (state == SourceState.READY) {
            subscriber.wake(api);
        }
    }

    void unsubscribe(List<String> ids) {
        if (state == SourceState.READY) {
            subscriber.takeBack(api, ids);
        }
    }

    String tradingDay() {
        return tradingDay;
    }

    long logins() {
        return logins;
    }

    long disconnects() {
        return disconnects;
    }

    /** Time within the callback of a tick; one of {@value #MEASURED} is measured. */
    DurationHistogram callbackTimes() {
        return callbackTimes;
    }

    /** For the status: " (file)", empty before the first connect. */
    String libraryFile() {
        return libraryFile;
    }

    private void create() {
        generation++;
        connectingSince = System.nanoTime();
        api = new MdApi(JnaMdCallbacks.INSTANCE, new Handler(generation), flowDir);
        libraryFile = " (" + CtpLibrary.fileServing(api.address()) + ")";
        to(SourceState.CONNECTING, "");
        awaitConnect();
        api.init(account.fronts());
    }

    private void release() {
        generation++;
        if (api != null) {
            api.release();
            api = null;
        }
        subscriber.stop();
        book.forgetSession();
    }

    private void awaitConnect() {
        after(settings.connectTimeoutMillis(), () -> {
            String reason = "front " + String.join(", ", account.fronts()) + " did not answer in "
                    + settings.connectTimeoutMillis() / 1000.0 + " s; check ctp.accounts." + account.name()
                    + ".fronts and the network";
            if (state != SourceState.DISCONNECTED) {
                to(SourceState.DISCONNECTED, reason);
            }
            if (System.nanoTime() - connectingSince > TimeUnit.MILLISECONDS.toNanos(settings.recreateAfterMillis())) {
                release();
                create();
            } else {
                awaitConnect();
            }
        });
    }

    private void connected() {
        to(SourceState.CONNECTED, "");
        long expected = step;
        admitted.whenComplete((done, failed) -> thread.run(() -> {
            if (step == expected) {
                login();
            }
        }));
    }

    private void login() {
        to(SourceState.LOGGING_IN, "");
        int code = api.login(account);
        if (code != 0) {
            failed(code);
            retryLogin("login was not sent: code " + code);
            return;
        }
        after(settings.loginTimeoutMillis(), () -> {
            to(SourceState.DISCONNECTED, "login was not answered in " + settings.loginTimeoutMillis() / 1000.0 + " s");
            release();
            after(backoff.nextMillis(), this::create);
        });
    }

    private void retryLogin(String reason) {
        to(SourceState.DISCONNECTED, reason);
        after(backoff.nextMillis(), this::connected);
    }

    private void loginAnswered(int error, String message, String day) {
        String said = "login answered " + error + " " + message;
        failed(error);
        switch (ErrorClass.of(error)) {
            case NONE, BENIGN -> {
                if (!day.isEmpty()) {
                    renew(day);
                }
                logins++;
                book.forgetSession();
                subscriber.room();
                to(SourceState.READY, "");
                after(settings.retryMaxMillis(), backoff::reset); // a session that lasted
                subscriber.wake(api);
            }
            case CREDENTIALS -> block(said + account.remedy(".user-id and .password"));
            default -> retryLogin(said);
        }
    }

    /** What an operator unsubscribed by hand stays so for a trading day. */
    private void renew(String day) {
        String before = book.tradingDay();
        Set<String> released = book.renew(day);
        if (!released.isEmpty()) {
            LOG.info(
                    "account {}: trading day {}: {} instruments unsubscribed by hand on {} may be subscribed again: {}",
                    account.name(),
                    day,
                    released.size(),
                    before,
                    released);
        }
        tradingDay = day;
    }

    /** The credentials are refused, here or to the trader session: no further try. */
    void block(String reason) {
        if (state != SourceState.BLOCKED && state != SourceState.STOPPED) {
            LOG.error("account {}: {}", account.name(), reason);
            to(SourceState.BLOCKED, reason);
            release();
        }
    }

    /** After an error nobody foresaw: a new API instance, after a pause. */
    void startAnew() {
        if (state == SourceState.STOPPED || state == SourceState.BLOCKED) {
            return;
        }
        if (state != SourceState.DISCONNECTED) {
            to(SourceState.DISCONNECTED, "an error of ours, see the log");
        } else {
            to(SourceState.DISCONNECTED);
        }
        release();
        after(backoff.nextMillis(), this::create);
    }

    private void disconnected(int reason) {
        disconnects++;
        listeners.accept(listener -> listener.disconnected(account.name(), reason));
        subscriber.sessionLost();
        book.forgetSession();
        connectingSince = System.nanoTime();
        String said = "front let go: 0x" + Integer.toHexString(reason) + " " + reasonText(reason);
        if (state == SourceState.DISCONNECTED) {
            to(SourceState.DISCONNECTED); // a login was being tried again: that try is void
        } else {
            to(SourceState.DISCONNECTED, said);
        }
        awaitConnect();
    }

    private static String reasonText(int reason) {
        return switch (reason) {
            case 0x1001 -> "(read failed, or thrown out)";
            case 0x1002 -> "(write failed)";
            case 0x2001 -> "(nothing received for too long)";
            case 0x2002 -> "(heartbeat could not be sent)";
            case 0x2003 -> "(bad packet)";
            default -> "";
        };
    }

    private void failed(int code) {
        if (code != 0) {
            listeners.accept(listener -> listener.apiError(account.name(), code));
        }
    }

    private void to(SourceState next) {
        step++;
        state = next;
    }

    private void to(SourceState next, String reason) {
        to(next);
        change.accept(next, reason);
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

    /** Codes the front refused, said once a second: a whole market may be refused at once. */
    private void rejected(String id, int error, String message) {
        book.rejected(id, error, message);
        failed(error);
        if (ErrorClass.of(error) == ErrorClass.CAPACITY) {
            subscriber.full(); // more sessions are needed, not more requests
        }
        subscriptions.rejected(id, error, message);
        if (rejections++ == 0) {
            thread.later(SAY_MILLIS, () -> {
                LOG.warn(
                        "account {}: {} instruments refused, the last {}: {} {}",
                        account.name(),
                        rejections,
                        id,
                        error,
                        message);
                rejections = 0;
            });
        }
    }

    /** The vendor's thread: ticks into the ring, all else to the account's thread. */
    private final class Handler implements MdHandler {
        private final long ofGeneration;
        private int untilMeasured;

        Handler(long ofGeneration) {
            this.ofGeneration = ofGeneration;
        }

        @Override
        public void onDepthMarketData(long tick) {
            if (untilMeasured-- > 0) {
                take(tick);
                return;
            }
            untilMeasured = MEASURED - 1;
            long begin = System.nanoTime();
            take(tick);
            callbackTimes.record(System.nanoTime() - begin);
        }

        private void take(long tick) {
            if (tick != 0 && ring.offer(tick, WallClock.epochNanos())) {
                ticksAvailable.run();
            }
        }

        @Override
        public void onFrontConnected() {
            hand(() -> {
                if (state == SourceState.CONNECTING || state == SourceState.DISCONNECTED) {
                    connected();
                }
            });
        }

        @Override
        public void onFrontDisconnected(int reason) {
            hand(() -> disconnected(reason));
        }

        @Override
        public void onHeartBeatWarning(int seconds) {
            hand(() -> LOG.warn("account {}: nothing heard from the front for {} s", account.name(), seconds));
        }

        @Override
        public void onRspUserLogin(long login, long info) {
            int error = NativeStruct.errorId(info);
            String message = NativeStruct.errorMessage(info);
            String day = NativeStruct.loginTradingDay(login);
            hand(() -> {
                if (state == SourceState.LOGGING_IN) {
                    loginAnswered(error, message, day);
                }
            });
        }

        @Override
        public void onRspError(long info, int requestId) {
            int error = NativeStruct.errorId(info);
            String message = NativeStruct.errorMessage(info);
            hand(() -> {
                LOG.warn("account {}: front says {} {}", account.name(), error, message);
                if (state == SourceState.LOGGING_IN && error != 0) {
                    loginAnswered(error, message, "");
                    return;
                }
                failed(error);
                if (ErrorClass.of(error) == ErrorClass.CAPACITY) {
                    subscriber.full();
                }
            });
        }

        @Override
        public void onRspSubMarketData(long instrument, long info) {
            String id = NativeStruct.specificInstrument(instrument);
            int error = NativeStruct.errorId(info);
            String message = NativeStruct.errorMessage(info);
            hand(() -> {
                if (error == 0) {
                    book.acknowledged(id);
                    subscriptions.acknowledged(id);
                } else {
                    rejected(id, error, message);
                }
            });
        }

        @Override
        public void onRspUnSubMarketData(long instrument, long info) {
            // Nothing is counted by it: ticks that still come are published as long as the instrument is known.
        }

        private void hand(Runnable action) {
            thread.run(() -> {
                if (generation == ofGeneration) {
                    action.run();
                }
            });
        }
    }
}
