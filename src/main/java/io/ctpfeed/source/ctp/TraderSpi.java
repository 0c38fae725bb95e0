package io.ctpfeed.source.ctp;

import io.ctpfeed.source.ProductStatus;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickLayout;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.agrona.UnsafeApi;
import org.rationalityfrontline.jctp.CThostFtdcDepthMarketDataField;
import org.rationalityfrontline.jctp.CThostFtdcInstrumentField;
import org.rationalityfrontline.jctp.CThostFtdcInstrumentStatusField;
import org.rationalityfrontline.jctp.CThostFtdcRspAuthenticateField;
import org.rationalityfrontline.jctp.CThostFtdcRspInfoField;
import org.rationalityfrontline.jctp.CThostFtdcRspUserLoginField;
import org.rationalityfrontline.jctp.CThostFtdcTraderSpi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trader's callbacks by jctp's director, which is fast enough for them. Each copies what it needs and hands it to
 * the account's thread; none lets an exception out, which would end the process.
 */
final class TraderSpi extends CThostFtdcTraderSpi {
    private static final Logger LOG = LoggerFactory.getLogger(TraderSpi.class);

    /** A director that is collected while the vendor's thread may still call it is a crash, so none ever is. */
    private static final Queue<TraderSpi> KEPT = new ConcurrentLinkedQueue<>();

    /** Null once its API is about to be released: the object stays, the session need not. */
    private volatile TraderSession session;

    TraderSpi(TraderSession session) {
        this.session = session;
        KEPT.add(this);
    }

    /** Its API is about to be released: whatever still comes goes nowhere. */
    void retire() {
        session = null;
    }

    @Override
    public void OnFrontConnected() {
        hand(TraderSession::connected);
    }

    @Override
    public void OnFrontDisconnected(int reason) {
        hand(session -> session.disconnected(reason));
    }

    @Override
    public void OnRspAuthenticate(
            CThostFtdcRspAuthenticateField answer, CThostFtdcRspInfoField info, int requestId, boolean last) {
        guarded(() -> {
            int error = error(info);
            String message = message(info);
            hand(session -> session.authenticated(error, message));
        });
    }

    @Override
    public void OnRspUserLogin(
            CThostFtdcRspUserLoginField login, CThostFtdcRspInfoField info, int requestId, boolean last) {
        guarded(() -> {
            int error = error(info);
            String message = message(info);
            hand(session -> session.loggedIn(error, message));
        });
    }

    @Override
    public void OnRspError(CThostFtdcRspInfoField info, int requestId, boolean last) {
        guarded(() -> {
            int error = error(info);
            String message = message(info);
            hand(session -> session.failed(requestId, error, message));
        });
    }

    @Override
    public void OnRspQryInstrument(
            CThostFtdcInstrumentField row, CThostFtdcRspInfoField info, int requestId, boolean last) {
        guarded(() -> {
            Contract contract = row == null ? null : contract(row);
            int error = error(info);
            String message = message(info);
            hand(session -> session.answered(requestId, error, message, contract, last));
        });
    }

    @Override
    public void OnRspQryDepthMarketData(
            CThostFtdcDepthMarketDataField row, CThostFtdcRspInfoField info, int requestId, boolean last) {
        guarded(() -> {
            byte[] struct = row == null ? null : struct(row);
            int error = error(info);
            String message = message(info);
            hand(session -> session.answered(requestId, error, message, struct, last));
        });
    }

    @Override
    public void OnRtnInstrumentStatus(CThostFtdcInstrumentStatusField row) {
        guarded(() -> {
            ProductStatus status = new ProductStatus(
                    row.getExchangeID(), row.getInstrumentID(), row.getInstrumentStatus(), row.getEnterTime());
            hand(session -> session.status(status));
        });
    }

    private void hand(Consumer<TraderSession> action) {
        TraderSession target = session;
        if (target != null) {
            target.hand(() -> {
                if (session == target) {
                    action.accept(target);
                }
            });
        }
    }

    private static void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) {
            LOG.error("callback of the trader API failed", e);
        }
    }

    private static int error(CThostFtdcRspInfoField info) {
        return info == null ? 0 : info.getErrorID();
    }

    private static String message(CThostFtdcRspInfoField info) {
        return info == null ? "" : info.getErrorMsg();
    }

    private static Contract contract(CThostFtdcInstrumentField row) {
        return new Contract(
                row.getInstrumentID(),
                row.getExchangeID(),
                row.getProductID(),
                row.getProductClass(),
                row.getInstrumentName(),
                row.getVolumeMultiple(),
                row.getPriceTick(),
                row.getDeliveryYear(),
                row.getDeliveryMonth(),
                row.getOpenDate(),
                row.getExpireDate(),
                row.getInstLifePhase(),
                row.getIsTrading() != 0,
                row.getOptionsType() == 0 ? '0' : row.getOptionsType(),
                row.getStrikePrice(),
                row.getUnderlyingInstrID());
    }

    private static byte[] struct(CThostFtdcDepthMarketDataField row) {
        byte[] bytes = new byte[TickLayout.STRUCT_LENGTH];
        long address = Address.of(row);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = UnsafeApi.getByte(address + i);
        }
        return bytes;
    }

    private static final class Address extends CThostFtdcDepthMarketDataField {
        private Address() {
            super(0, false);
        }

        static long of(CThostFtdcDepthMarketDataField field) {
            return getCPtr(field);
        }
    }
}
