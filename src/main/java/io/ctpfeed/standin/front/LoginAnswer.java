package io.ctpfeed.standin.front;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.agrona.MutableDirectBuffer;

/** CTP's {@code CThostFtdcRspUserLoginField}, and what it needs of the request ({@code CThostFtdcReqUserLoginField}). */
final class LoginAnswer {
    static final int LENGTH = 212;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int[] EXCHANGE_TIMES = {109, 118, 127, 136, 145, 195};

    private LoginAnswer() {}

    static String brokerId(Request request) {
        return Structs.text(request.payload(), 9, 11);
    }

    static String userId(Request request) {
        return Structs.text(request.payload(), 20, 16);
    }

    static String password(Request request) {
        return Structs.text(request.payload(), 36, 41);
    }

    static void write(MutableDirectBuffer buffer, int at, Request request, Front front, int sessionId) {
        LocalDateTime now = front.clock().now();
        Structs.text(buffer, at, 9, front.clock().tradingDay().format(DateTimeFormatter.BASIC_ISO_DATE));
        Structs.text(buffer, at + 9, 9, now.format(TIME));
        Structs.text(buffer, at + 18, 11, brokerId(request));
        Structs.text(buffer, at + 29, 16, userId(request));
        Structs.text(buffer, at + 45, 41, "ctpfeed stand-in");
        buffer.putInt(at + 88, front.id());
        buffer.putInt(at + 92, sessionId);
        Structs.text(buffer, at + 96, 13, "1");
        for (int exchange : EXCHANGE_TIMES) {
            Structs.text(buffer, at + exchange, 9, now.format(TIME));
        }
        Structs.text(buffer, at + 154, 41, "stand-in " + front.name());
    }
}
