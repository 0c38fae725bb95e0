package io.ctpfeed.standin.front;

import java.nio.channels.SocketChannel;

/** A trader session as far as market data needs one: authentication, login, the contract list, snapshots, statuses. */
final class TraderSession extends Session {
    private static final int AUTHENTICATE_LENGTH = 72;
    private static final int LOGOUT_LENGTH = 27;
    private static final int CONFIRM_LENGTH = 68;

    private final Queries queries;
    private final InstrumentStatuses statuses;
    private final RateLimit queryRate = new RateLimit();
    private boolean authenticated;
    private boolean loggedIn;

    TraderSession(Front front, int id, SocketChannel channel) {
        super(front, id, channel, "trader");
        this.queries = new Queries(front, out);
        this.statuses = new InstrumentStatuses(front, out);
    }

    @Override
    protected void handle(Request request) {
        switch (request.type()) {
            case Wire.TD_AUTHENTICATE -> authenticate(request);
            case Wire.TD_LOGIN -> defer(front.loginDelay(), () -> logIn(request));
            case Wire.TD_LOGOUT -> logOut(request);
            case Wire.TD_CONFIRM_SETTLEMENT,
                    Wire.TD_QUERY_PRODUCT,
                    Wire.TD_QUERY_INSTRUMENT,
                    Wire.TD_QUERY_DEPTH -> whenAllowed(request);
            default -> {
                // hello and heartbeats ask for nothing
            }
        }
    }

    @Override
    protected long pump() {
        if (loggedIn) {
            statuses.push();
        }
        return Long.MAX_VALUE;
    }

    private void authenticate(Request request) {
        byte[] payload = request.payload();
        String broker = Structs.text(payload, 0, 11);
        String user = Structs.text(payload, 11, 16);
        String appId = Structs.text(payload, 55, 33);
        RspInfo result = front.desk().authenticate(broker, user, appId, Structs.text(payload, 38, 17));
        authenticated = !result.isError();
        int at = answer(Wire.TD_RSP_AUTHENTICATE, request.requestId(), AUTHENTICATE_LENGTH, result, true);
        Structs.text(out.buffer(), at, 11, broker);
        Structs.text(out.buffer(), at + 11, 16, user);
        Structs.text(out.buffer(), at + 38, 33, appId);
        out.buffer().putByte(at + 71, (byte) '1');
    }

    private void logIn(Request request) {
        RspInfo refusal = front.faults().refusal();
        RspInfo result = refusal != null
                ? refusal
                : !authenticated
                        ? RspInfo.NOT_AUTHENTICATED
                        : loginTooSoon() ? RspInfo.LOGIN_FREQUENCY : front.logIn(request);
        loggedIn = !result.isError();
        int at = answer(Wire.TD_RSP_LOGIN, request.requestId(), LoginAnswer.LENGTH, result, true);
        LoginAnswer.write(out.buffer(), at, request, front, id);
    }

    private void logOut(Request request) {
        loggedIn = false;
        int at = answer(Wire.TD_RSP_LOGOUT, request.requestId(), LOGOUT_LENGTH, RspInfo.OK, true);
        out.buffer().putBytes(at, request.payload(), 0, Math.min(LOGOUT_LENGTH, request.payload().length));
    }

    private void whenAllowed(Request request) {
        if (!loggedIn) {
            error(Wire.TD_RSP_ERROR, request.requestId(), RspInfo.NOT_LOGGED_IN);
        } else if (request.type() == Wire.TD_CONFIRM_SETTLEMENT) {
            int at = answer(Wire.TD_RSP_CONFIRM_SETTLEMENT, request.requestId(), CONFIRM_LENGTH, RspInfo.OK, true);
            out.buffer().putBytes(at, request.payload(), 0, Math.min(CONFIRM_LENGTH, request.payload().length));
        } else if (queryRate.isExceeded(1, front.limits().queriesPerSecond())) {
            front.faults().happens("query-frequency");
            error(Wire.TD_RSP_ERROR, request.requestId(), RspInfo.QUERY_NOT_READY);
        } else {
            queries.answer(request);
        }
    }
}
