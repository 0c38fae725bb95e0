package io.ctpfeed.standin;

import static io.ctpfeed.standin.ScriptedFront.LAST;
import static io.ctpfeed.standin.ScriptedFront.WITH_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;

/** Market data through the real jctp, the stand-in library and a socket. */
class StandInMarketDataTest {
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 9;
    private static final int USER_LOGIN = 12;

    private ScriptedFront front;
    private Library library;
    private CThostFtdcMdApi api;
    private ScriptedFront.Session session;
    private final Callbacks callbacks = new Callbacks();

    @BeforeEach
    void connect(@TempDir Path flows) throws Exception {
        front = new ScriptedFront();
        library = new Library(flows);
        api = library.marketData(callbacks.marketData(), front.address());
        session = front.accept().hello();
        assertEquals("OnFrontConnected", callbacks.next().name());
    }

    @AfterEach
    void release() throws Exception {
        library.close();
        session.close();
        front.close();
    }

    @Test
    void bothApisSayThatTheirMarketIsInvented() {
        assertEquals(StandInLibrary.VERSION, CThostFtdcMdApi.GetApiVersion());
        assertEquals(StandInLibrary.VERSION, CThostFtdcTraderApi.GetApiVersion());
        assertEquals(ScriptedFront.HELLO, session.greeting().type());
        assertEquals(1, session.greeting().number(0));
        assertEquals(StandInLibrary.VERSION, session.greeting().text(4));
    }

    @Test
    void loginCrossesInBothDirectionsFieldByField() throws Exception {
        assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), 7));

        ScriptedFront.Frame request = session.read();
        assertEquals(USER_LOGIN, request.type());
        assertEquals(7, request.requestId());
        assertEquals(264, request.payload().length);
        assertEquals("9999", request.text(9));
        assertEquals("trader-1", request.text(20));
        assertEquals("secret", request.text(36));

        Struct answer = login();
        Struct info = Struct.info(0, "正确");
        session.send(3, LAST | WITH_INFO, 7, Struct.concat(answer, info));

        Callbacks.Call call = callbacks.next();
        assertEquals(new Callbacks.Call("OnRspUserLogin", answer.values(), info.values(), 7, true), call);
        assertEquals("20251124", api.GetTradingDay());
    }

    @Test
    void refusedLoginHasItsErrorAndNoBody() throws Exception {
        api.ReqUserLogin(Library.login("trader-1"), 8);
        session.read();
        Struct info = Struct.info(3, "CTP:不合法的登录");
        session.send(3, LAST | WITH_INFO | ScriptedFront.WITHOUT_BODY, 8, info.bytes());

        assertEquals(new Callbacks.Call("OnRspUserLogin", null, info.values(), 8, true), callbacks.next());
        assertEquals("19800100", api.GetTradingDay(), "as the vendor's before the first login");
    }

    @Test
    void codesAreSubscribedAndAcknowledgedOneByOne() throws Exception {
        assertEquals(0, api.SubscribeMarketData(new String[] {"rb2601", "SP a2601&a2605"}));
        ScriptedFront.Frame request = session.read();
        assertEquals(SUBSCRIBE, request.type());
        assertEquals(2 * 81, request.payload().length);
        assertEquals("rb2601", request.text(0));
        assertEquals("SP a2601&a2605", request.text(81));

        Struct first = new Struct(112).with("Reserve1", 0, "").with("InstrumentID", 31, "rb2601");
        Struct second = new Struct(112).with("Reserve1", 0, "").with("InstrumentID", 31, "SP a2601&a2605");
        Struct fine = Struct.info(0, "");
        Struct refused = Struct.info(16, "CTP:找不到合约");
        session.send(7, WITH_INFO, 0, Struct.concat(first, fine));
        session.send(7, LAST | WITH_INFO, 0, Struct.concat(second, refused));
        assertEquals(
                new Callbacks.Call("OnRspSubMarketData", first.values(), fine.values(), 0, false), callbacks.next());
        assertEquals(
                new Callbacks.Call("OnRspSubMarketData", second.values(), refused.values(), 0, true), callbacks.next());

        assertEquals(0, api.UnSubscribeMarketData(new String[] {"rb2601"}));
        assertEquals(UNSUBSCRIBE, session.read().type());
        session.send(8, LAST | WITH_INFO, 0, Struct.concat(first, fine));
        assertEquals(
                new Callbacks.Call("OnRspUnSubMarketData", first.values(), fine.values(), 0, true), callbacks.next());
    }

    @Test
    void wholeMarketInOneCallArrivesWhole() throws Exception {
        String[] codes = new String[25_000];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = "x" + i;
        }
        assertEquals(0, api.SubscribeMarketData(codes), "two megabytes, that the front has not begun to read");
        ScriptedFront.Frame request = session.read();
        assertEquals(codes.length * 81, request.payload().length);
        for (int i = 0; i < codes.length; i++) {
            assertEquals(codes[i], request.text(i * 81));
        }
    }

    @Test
    void everyFieldOfATickIsWhatTheFrontSent() throws Exception {
        Struct tick = Ticks.tick("rb2601", 123_456);
        session.send(11, 0, 0, tick.bytes());
        Map<String, Object> seen = callbacks.next().body();
        assertEquals(48, seen.size(), "getters of a tick");
        assertEquals(tick.values(), seen);
    }

    @Test
    void ticksKeepTheirOrderHoweverTheStreamIsCut() throws Exception {
        int count = 3_000; // more than the library's buffer holds
        byte[] tick = ScriptedFront.frame(11, 0, 0, Ticks.tick("rb2601", 0).bytes());
        byte[] stream = new byte[count * tick.length];
        for (int i = 0; i < count; i++) {
            byte[] next = ScriptedFront.frame(11, 0, 0, Ticks.tick("rb2601", i).bytes());
            System.arraycopy(next, 0, stream, i * tick.length, tick.length);
        }
        int piece = 10_007;
        for (int at = 0; at < stream.length; at += piece) {
            session.trySend(java.util.Arrays.copyOfRange(stream, at, Math.min(at + piece, stream.length)));
        }
        for (int i = 0; i < count; i++) {
            assertEquals(i, callbacks.next().body().get("Volume"));
        }
    }

    @Test
    void errorsWithoutARequestAreTold() throws Exception {
        Struct info = Struct.info(90, "CTP:未处理请求超过许可数");
        session.send(6, LAST | WITH_INFO, 5, info.bytes());
        assertEquals(new Callbacks.Call("OnRspError", null, info.values(), 5, true), callbacks.next());
    }

    @Test
    void spiThatWasTakenAwayIsCalledNoMore() throws Exception {
        api.RegisterSpi(null);
        session.send(11, 0, 0, Ticks.tick("rb2601", 1).bytes());
        assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), 1));
        session.read();
        assertNull(callbacks.next(java.time.Duration.ofMillis(100)));
    }

    static Struct login() {
        return new Struct(212)
                .with("TradingDay", 0, "20251124")
                .with("LoginTime", 9, "20:45:01")
                .with("BrokerID", 18, "9999")
                .with("UserID", 29, "trader-1")
                .with("SystemName", 45, "TradingHosting")
                .with("FrontID", 88, 1)
                .with("SessionID", 92, -1_234_567)
                .with("MaxOrderRef", 96, "42")
                .with("SHFETime", 109, "20:45:02")
                .with("DCETime", 118, "20:45:03")
                .with("CZCETime", 127, "20:45:04")
                .with("FFEXTime", 136, "20:45:05")
                .with("INETime", 145, "20:45:06")
                .with("SysVersion", 154, "v6.7.8")
                .with("GFEXTime", 195, "20:45:07")
                .with("LoginDRIdentityID", 204, 3)
                .with("UserDRIdentityID", 208, 4);
    }
}
