package io.ctpfeed.standin.front;

import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Position;
import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.TickLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers the queries of the trader API: contracts, products, and the market's present state. The writer thread. */
final class Queries {
    private final Front front;
    private final Market market;
    private final WireWriter out;

    Queries(Front front, WireWriter out) {
        this.front = front;
        this.market = front.market();
        this.out = out;
    }

    void answer(Request request) {
        switch (request.type()) {
            case Wire.TD_QUERY_PRODUCT -> products(request);
            case Wire.TD_QUERY_INSTRUMENT -> instruments(request);
            default -> depth(request);
        }
    }

    /** Filters: ExchangeID, InstrumentID, ProductID; empty ones let everything pass. */
    private void instruments(Request request) {
        String exchange = Structs.text(request.payload(), 31, 9);
        String instrument = Structs.text(request.payload(), 102, 81);
        String product = Structs.text(request.payload(), 264, 81);
        List<Contract> rows = new ArrayList<>();
        for (int i = 0; i < market.size(); i++) {
            Contract contract = market.universe().contract(i);
            if (passes(exchange, contract.exchangeId())
                    && passes(instrument, contract.instrumentId())
                    && passes(product, contract.productId())) {
                rows.add(contract);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            int at = row(Wire.TD_RSP_INSTRUMENT, request, ContractRows.INSTRUMENT_LENGTH, i == rows.size() - 1);
            ContractRows.instrument(out.buffer(), at, rows.get(i));
        }
        nothing(Wire.TD_RSP_INSTRUMENT, request, rows.isEmpty());
    }

    private void products(Request request) {
        Map<String, Contract> rows = new LinkedHashMap<>();
        for (Contract contract : market.universe().contracts()) {
            rows.putIfAbsent(contract.productId(), contract);
        }
        int left = rows.size();
        for (Contract contract : rows.values()) {
            int at = row(Wire.TD_RSP_PRODUCT, request, ContractRows.PRODUCT_LENGTH, --left == 0);
            ContractRows.product(out.buffer(), at, contract);
        }
    }

    /** Filters: InstrumentID, ProductClass. ExchangeID is none, as with the real one. */
    private void depth(Request request) {
        String instrument = Structs.text(request.payload(), 40, 81);
        byte productClass = request.payload().length > 121 ? request.payload()[121] : 0;
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < market.size(); i++) {
            Contract contract = market.universe().contract(i);
            if (passes(instrument, contract.instrumentId())
                    && (productClass == 0 || productClass == contract.productClass())) {
                rows.add(i);
            }
        }
        long position = front.position();
        for (int i = 0; i < rows.size(); i++) {
            int index = rows.get(i);
            long before = Position.frame(position) + (index < Position.upTo(position) ? 1 : 0);
            long frame = market.lastTickBefore(index, before);
            int at = row(Wire.TD_RSP_DEPTH, request, TickLayout.STRUCT_LENGTH, i == rows.size() - 1);
            market.write(index, market.frame(frame), out.buffer(), at);
        }
        nothing(Wire.TD_RSP_DEPTH, request, rows.isEmpty());
    }

    private int row(int type, Request request, int length, boolean last) {
        return out.frame(type, last ? Wire.LAST : 0, request.requestId(), length);
    }

    private void nothing(int type, Request request, boolean isSo) {
        if (isSo) {
            out.frame(type, Wire.LAST | Wire.NO_BODY, request.requestId(), 0);
        }
    }

    private static boolean passes(String filter, String value) {
        return filter.isEmpty() || filter.equals(value);
    }
}
