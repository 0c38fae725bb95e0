package io.ctpfeed.source.ctp;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcMdSpi;
import org.rationalityfrontline.jctp.CThostFtdcReqUserLoginField;

/**
 * One instance of the vendor's market-data API, from creation to release; used by one thread that is not the vendor's.
 *
 * <p>Any call on a released native API is a crash of the process: this class refuses instead.
 */
final class MdApi {
    /** What a request method answers after release, as the API does while not connected. */
    static final int NOT_CONNECTED = -1;

    private final MdCallbacks callbacks;
    private final long spi;
    private final CThostFtdcMdApi api;
    private boolean released;
    private int requestId;

    /** Creates the native instance; {@link #init} starts its thread. @param flowDir must exist */
    MdApi(MdCallbacks callbacks, MdHandler handler, Path flowDir) {
        this.callbacks = callbacks;
        this.api = CThostFtdcMdApi.CreateFtdcMdApi(flowDir + File.separator, false, false);
        this.spi = callbacks.register(handler);
        api.RegisterSpi(new NativeSpi(spi));
    }

    void init(List<String> fronts) {
        fronts.forEach(api::RegisterFront);
        api.Init();
    }

    /** @return the API's code: 0 sent, -1 not connected, -2 too many outstanding, -3 too many a second */
    int login(CtpAccount account) {
        if (released) {
            return NOT_CONNECTED;
        }
        CThostFtdcReqUserLoginField request = new CThostFtdcReqUserLoginField();
        request.setBrokerID(account.brokerId());
        request.setUserID(account.userId());
        request.setPassword(account.password().get());
        try {
            return api.ReqUserLogin(request, ++requestId);
        } finally {
            request.setPassword(""); // not left in native memory until a finalizer runs
            request.delete();
        }
    }

    /** @return as {@link #login} */
    int subscribe(List<String> instrumentIds) {
        return released ? NOT_CONNECTED : api.SubscribeMarketData(instrumentIds.toArray(String[]::new));
    }

    /** @return as {@link #login} */
    int unsubscribe(List<String> instrumentIds) {
        return released ? NOT_CONNECTED : api.UnSubscribeMarketData(instrumentIds.toArray(String[]::new));
    }

    /** Address of the native object: which library serves it can be read off its vtable. */
    long address() {
        return Address.of(api);
    }

    /** Lets go of the native instance and waits until its thread has ended; never from a callback. */
    void release() {
        if (!released) {
            released = true;
            api.RegisterSpi(null);
            api.Release();
            callbacks.unregister(spi);
        }
    }

    /** Only the address is jctp's: the object's memory is ours, and is never freed. */
    private static final class NativeSpi extends CThostFtdcMdSpi {
        NativeSpi(long address) {
            super(address, false);
        }
    }

    private static final class Address extends CThostFtdcMdApi {
        private Address() {
            super(0, false);
        }

        static long of(CThostFtdcMdApi api) {
            return getCPtr(api);
        }
    }
}
