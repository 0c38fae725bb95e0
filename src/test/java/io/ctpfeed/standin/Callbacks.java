package io.ctpfeed.standin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rationalityfrontline.jctp.CThostFtdcDepthMarketDataField;
import org.rationalityfrontline.jctp.CThostFtdcInstrumentField;
import org.rationalityfrontline.jctp.CThostFtdcInstrumentStatusField;
import org.rationalityfrontline.jctp.CThostFtdcMdSpi;
import org.rationalityfrontline.jctp.CThostFtdcRspAuthenticateField;
import org.rationalityfrontline.jctp.CThostFtdcRspInfoField;
import org.rationalityfrontline.jctp.CThostFtdcRspUserLoginField;
import org.rationalityfrontline.jctp.CThostFtdcSpecificInstrumentField;
import org.rationalityfrontline.jctp.CThostFtdcTraderSpi;

/** What an SPI of jctp's own kind was called with, in order. */
final class Callbacks {
    /** A callback; the maps hold what the getters said while it ran. */
    record Call(String name, Map<String, Object> body, Map<String, Object> info, int number, boolean last) {}

    /** A director that is collected takes the process down with it, so none ever is. */
    private static final List<Object> REACHABLE = new CopyOnWriteArrayList<>();

    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    Call next() throws InterruptedException {
        Call call = next(Duration.ofSeconds(10));
        if (call == null) {
            throw new AssertionError("no callback within 10 s");
        }
        return call;
    }

    /** Returns null if there was none for so long. */
    Call next(Duration atMost) throws InterruptedException {
        return calls.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    CThostFtdcMdSpi marketData() {
        return reachable(new MarketData());
    }

    CThostFtdcTraderSpi trader() {
        return reachable(new Trader());
    }

    static <T> T reachable(T spi) {
        REACHABLE.add(spi);
        return spi;
    }

    /** An exception that leaves a director ends the process: it becomes a call of a name that no test expects. */
    private void record(String name, Object body, CThostFtdcRspInfoField info, int number, boolean last) {
        try {
            calls.add(new Call(name, Struct.read(body), Struct.read(info), number, last));
        } catch (Throwable e) {
            calls.add(new Call(name + " failed: " + e, null, null, number, last));
        }
    }

    private final class MarketData extends CThostFtdcMdSpi {
        @Override
        public void OnFrontConnected() {
            record("OnFrontConnected", null, null, 0, true);
        }

        @Override
        public void OnFrontDisconnected(int reason) {
            record("OnFrontDisconnected", null, null, reason, true);
        }

        @Override
        public void OnRspUserLogin(
                CThostFtdcRspUserLoginField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspUserLogin", body, info, id, last);
        }

        @Override
        public void OnRspError(CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspError", null, info, id, last);
        }

        @Override
        public void OnRspSubMarketData(
                CThostFtdcSpecificInstrumentField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspSubMarketData", body, info, id, last);
        }

        @Override
        public void OnRspUnSubMarketData(
                CThostFtdcSpecificInstrumentField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspUnSubMarketData", body, info, id, last);
        }

        @Override
        public void OnRtnDepthMarketData(CThostFtdcDepthMarketDataField body) {
            record("OnRtnDepthMarketData", body, null, 0, true);
        }
    }

    private final class Trader extends CThostFtdcTraderSpi {
        @Override
        public void OnFrontConnected() {
            record("OnFrontConnected", null, null, 0, true);
        }

        @Override
        public void OnFrontDisconnected(int reason) {
            record("OnFrontDisconnected", null, null, reason, true);
        }

        @Override
        public void OnRspAuthenticate(
                CThostFtdcRspAuthenticateField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspAuthenticate", body, info, id, last);
        }

        @Override
        public void OnRspUserLogin(
                CThostFtdcRspUserLoginField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspUserLogin", body, info, id, last);
        }

        @Override
        public void OnRspQryInstrument(
                CThostFtdcInstrumentField body, CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspQryInstrument", body, info, id, last);
        }

        @Override
        public void OnRspError(CThostFtdcRspInfoField info, int id, boolean last) {
            record("OnRspError", null, info, id, last);
        }

        @Override
        public void OnRtnInstrumentStatus(CThostFtdcInstrumentStatusField body) {
            record("OnRtnInstrumentStatus", body, null, 0, true);
        }
    }
}
