package io.ctpfeed.source.ctp;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Arrays;
import org.agrona.UnsafeApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SPI objects with a vtable of JNA callbacks, the order being that of {@code CThostFtdcMdSpi} 6.7.x.
 *
 * <p>Why not jctp's director: it attaches the vendor's thread to the JVM and detaches it again for each tick, some 30
 * microseconds; here the thread stays attached and a tick costs well under one. All SPI objects share one vtable; the
 * second word of an object is its index among the handlers. Pointers are declared as long, C's bool as byte, so that
 * JNA converts nothing.
 */
final class JnaMdCallbacks implements MdCallbacks {
    static final JnaMdCallbacks INSTANCE = new JnaMdCallbacks();

    private static final Logger LOG = LoggerFactory.getLogger(JnaMdCallbacks.class);
    private static final int SPI_METHODS = 13;
    private static final int WORD = Long.BYTES;

    /** void f(this) */
    public interface Plain extends Callback {
        void call(long self);
    }

    /** void f(this, int) */
    public interface WithInt extends Callback {
        void call(long self, int value);
    }

    /** void f(this, body, info, requestId, last) */
    public interface Response extends Callback {
        void call(long self, long body, long info, int requestId, byte last);
    }

    /** void f(this, info, requestId, last) */
    public interface Failure extends Callback {
        void call(long self, long info, int requestId, byte last);
    }

    /** void f(this, body) */
    public interface Push extends Callback {
        void call(long self, long body);
    }

    private final Callback[] methods = new Callback[SPI_METHODS]; // reachable for ever, as the vtable is
    private final Memory vtable = new Memory((long) SPI_METHODS * WORD);
    private volatile MdHandler[] handlers = new MdHandler[0];
    private volatile Memory[] objects = new Memory[0];

    private JnaMdCallbacks() {
        Native.setCallbackExceptionHandler((callback, error) -> LOG.error("callback of the CTP API failed", error));
        Response ignoredResponse = (self, body, info, requestId, last) -> {};
        Push ignoredPush = (self, body) -> {};
        methods[0] = (Plain) self -> handler(self).onFrontConnected();
        methods[1] = (WithInt) (self, reason) -> handler(self).onFrontDisconnected(reason);
        methods[2] = (WithInt) (self, seconds) -> handler(self).onHeartBeatWarning(seconds);
        methods[3] = (Response) (self, login, info, id, last) -> handler(self).onRspUserLogin(login, info);
        methods[4] = ignoredResponse; // OnRspUserLogout: not supported by market-data fronts
        methods[5] = ignoredResponse; // OnRspQryMulticastInstrument
        methods[6] = (Failure) (self, info, requestId, last) -> handler(self).onRspError(info, requestId);
        methods[7] = (Response) (self, code, info, id, last) -> handler(self).onRspSubMarketData(code, info);
        methods[8] = (Response) (self, code, info, id, last) -> handler(self).onRspUnSubMarketData(code, info);
        methods[9] = ignoredResponse; // OnRspSubForQuoteRsp
        methods[10] = ignoredResponse; // OnRspUnSubForQuoteRsp
        methods[11] = (Push) (self, tick) -> handler(self).onDepthMarketData(tick);
        methods[12] = ignoredPush; // OnRtnForQuoteRsp
        CallbackThreadInitializer attachOnce = new CallbackThreadInitializer(true, false, "ctp-api");
        for (int i = 0; i < SPI_METHODS; i++) {
            Native.setCallbackThreadInitializer(methods[i], attachOnce);
            Pointer function = CallbackReference.getFunctionPointer(methods[i]);
            vtable.setPointer((long) i * WORD, function);
        }
    }

    @Override
    public synchronized long register(MdHandler handler) {
        int index = handlers.length;
        Memory object = new Memory(2L * WORD);
        object.setPointer(0, vtable);
        object.setLong(WORD, index);
        MdHandler[] more = Arrays.copyOf(handlers, index + 1);
        more[index] = handler;
        Memory[] kept = Arrays.copyOf(objects, index + 1);
        kept[index] = object;
        handlers = more;
        objects = kept;
        return Pointer.nativeValue(object);
    }

    @Override
    public synchronized void unregister(long spi) {
        MdHandler[] fewer = handlers.clone();
        fewer[(int) UnsafeApi.getLong(spi + WORD)] = NowhereHandler.INSTANCE;
        handlers = fewer;
    }

    private MdHandler handler(long self) {
        return handlers[(int) UnsafeApi.getLong(self + WORD)];
    }

    /** Where the callbacks of a released instance go. */
    private enum NowhereHandler implements MdHandler {
        INSTANCE;

        @Override
        public void onFrontConnected() {}

        @Override
        public void onFrontDisconnected(int reason) {}

        @Override
        public void onHeartBeatWarning(int seconds) {}

        @Override
        public void onRspUserLogin(long login, long info) {}

        @Override
        public void onRspError(long info, int requestId) {}

        @Override
        public void onRspSubMarketData(long instrument, long info) {}

        @Override
        public void onRspUnSubMarketData(long instrument, long info) {}

        @Override
        public void onDepthMarketData(long tick) {}
    }
}
