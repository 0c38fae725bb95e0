package io.ctpfeed.source.ctp;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickBatch;
import io.ctpfeed.tick.TickLayout;
import io.ctpfeed.tick.WallClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.rationalityfrontline.jctp.CThostFtdcQryDepthMarketDataField;
import org.rationalityfrontline.jctp.CThostFtdcQryInstrumentField;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;

/** A query of the trader session under way: how it is sent, the rows so far, who waits for it. One thread. */
final class TraderQuery<T> {
    private final String what;
    private final boolean waits;
    private final ToIntBiFunction<CThostFtdcTraderApi, Integer> request;
    private final Function<List<Object>, T> gather;
    private final List<Object> rows = new ArrayList<>();
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private int requestId;

    private TraderQuery(
            String what,
            boolean waits,
            ToIntBiFunction<CThostFtdcTraderApi, Integer> request,
            Function<List<Object>, T> gather) {
        this.what = what;
        this.waits = waits;
        this.request = request;
        this.gather = gather;
    }

    static TraderQuery<List<Contract>> instruments() {
        return new TraderQuery<>(
                "contract list",
                false,
                (api, id) -> {
                    CThostFtdcQryInstrumentField all = new CThostFtdcQryInstrumentField();
                    int code = api.ReqQryInstrument(all, id);
                    all.delete();
                    return code;
                },
                rows -> rows.stream().map(Contract.class::cast).toList());
    }

    static TraderQuery<TickBatch> depth(String instrumentId, char productClass, int line) {
        return new TraderQuery<>(
                "snapshot",
                true,
                (api, id) -> {
                    CThostFtdcQryDepthMarketDataField filter = new CThostFtdcQryDepthMarketDataField();
                    filter.setInstrumentID(instrumentId);
                    if (instrumentId.isEmpty()) {
                        filter.setProductClass(productClass);
                    }
                    int code = api.ReqQryDepthMarketData(filter, id);
                    filter.delete();
                    return code;
                },
                rows -> batch(rows, line));
    }

    String what() {
        return what;
    }

    /** Whether it waits for a session that broke; who asks for a contract list has the last one, and is told at once. */
    boolean waits() {
        return waits;
    }

    int requestId() {
        return requestId;
    }

    CompletableFuture<T> result() {
        return result;
    }

    int send(CThostFtdcTraderApi api, int id) {
        requestId = id;
        return request.applyAsInt(api, id);
    }

    /** To be sent anew: what came so far is of an answer that broke off. */
    TraderQuery<T> again() {
        rows.clear();
        requestId = 0;
        return this;
    }

    /** @param row null where the answer is empty */
    void add(Object row) {
        if (row != null) {
            rows.add(row);
        }
    }

    void complete() {
        result.complete(gather.apply(rows));
    }

    void fail(Exception reason) {
        result.completeExceptionally(reason);
    }

    private static TickBatch batch(List<Object> structs, int line) {
        TickBatch batch = new TickBatch(Math.max(1, structs.size()));
        long now = WallClock.epochNanos();
        UnsafeBuffer struct = new UnsafeBuffer(new byte[TickLayout.STRUCT_LENGTH]);
        for (Object bytes : structs) {
            struct.wrap((byte[]) bytes);
            batch.append(struct, 0, now, line);
        }
        return batch;
    }
}
