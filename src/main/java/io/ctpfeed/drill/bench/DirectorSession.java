package io.ctpfeed.drill.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rationalityfrontline.jctp.CThostFtdcDepthMarketDataField;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcMdSpi;

/**
 * A session as jctp means it to be used: a subclass of its SPI, called through SWIG's director. Its handler does nothing
 * but count. Opened and closed by one thread.
 */
final class DirectorSession implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 15;

    private final CThostFtdcMdApi api;
    private final Spi spi = new Spi(); // reachable as long as the API is: its finalizer deletes the native object

    DirectorSession(String front, Path flowDir) throws InterruptedException, TimeoutException {
        api = CThostFtdcMdApi.CreateFtdcMdApi(flowDir + File.separator, false, false);
        api.RegisterSpi(spi);
        api.RegisterFront(front);
        api.Init();
        if (!spi.connected.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            close();
            throw new TimeoutException(
                    "front " + front + ": director path not connected within " + PATIENCE_SECONDS + " s");
        }
    }

    /** Ticks called back so far. */
    long ticks() {
        return spi.ticks;
    }

    @Override
    public void close() {
        api.RegisterSpi(null);
        api.Release();
    }

    private static final class Spi extends CThostFtdcMdSpi {
        private final CountDownLatch connected = new CountDownLatch(1);
        private volatile long ticks; // written by the API's thread alone

        @Override
        public void OnFrontConnected() {
            connected.countDown();
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        public void OnRtnDepthMarketData(CThostFtdcDepthMarketDataField tick) {
            ticks++;
        }
    }
}
