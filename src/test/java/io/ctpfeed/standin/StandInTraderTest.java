package io.ctpfeed.standin;

import static io.ctpfeed.standin.ScriptedFront.LAST;
import static io.ctpfeed.standin.ScriptedFront.WITH_INFO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rationalityfrontline.jctp.CThostFtdcFrontInfoField;
import org.rationalityfrontline.jctp.CThostFtdcQryInstrumentField;
import org.rationalityfrontline.jctp.CThostFtdcReqAuthenticateField;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;

/** A trader session through the real jctp, the stand-in library and a socket. */
class StandInTraderTest {
    private static final int AUTHENTICATE = 11;
    private static final int USER_LOGIN = 14;
    private static final int QRY_INSTRUMENT = 51;

    private ScriptedFront front;
    private Library library;
    private CThostFtdcTraderApi api;
    private ScriptedFront.Session session;
    private final Callbacks callbacks = new Callbacks();

    @BeforeEach
    void connect(@TempDir Path flows) throws Exception {
        front = new ScriptedFront();
        library = new Library(flows);
        api = library.trader(callbacks.trader(), front.address());
        session = front.accept();
    }

    @AfterEach
    void release() throws Exception {
        library.close();
        session.close();
        front.close();
    }

    private void hello(int perSecond, int inFlight) throws Exception {
        session.hello(60_000, 1, perSecond, inFlight);
        assertEquals("OnFrontConnected", callbacks.next().name());
    }

    @Test
    void traderSaysThatItIsOne() {
        assertEquals(2, session.greeting().number(0));
        assertEquals(StandInLibrary.VERSION, session.greeting().text(4));
    }

    @Test
    void authenticationAndLoginCrossFieldByField() throws Exception {
        hello(0, 0);
        CThostFtdcReqAuthenticateField authenticate = new CThostFtdcReqAuthenticateField();
        authenticate.setBrokerID("9999");
        authenticate.setUserID("trader-1");
        authenticate.setUserProductInfo("ctpfeed");
        authenticate.setAuthCode("0000000000000000");
        authenticate.setAppID("client_ctpfeed_1");
        assertEquals(0, api.ReqAuthenticate(authenticate, 1));
        ScriptedFront.Frame request = session.read();
        assertEquals(AUTHENTICATE, request.type());
        assertEquals("9999", request.text(0));
        assertEquals("trader-1", request.text(11));
        assertEquals("ctpfeed", request.text(27));
        assertEquals("0000000000000000", request.text(38));
        assertEquals("client_ctpfeed_1", request.text(55));

        Struct authenticated = new Struct(72)
                .with("BrokerID", 0, "9999")
                .with("UserID", 11, "trader-1")
                .with("UserProductInfo", 27, "ctpfeed")
                .with("AppID", 38, "client_ctpfeed_1")
                .with("AppType", 71, '1');
        Struct fine = Struct.info(0, "正确");
        session.send(3, LAST | WITH_INFO, 1, Struct.concat(authenticated, fine));
        assertEquals(
                new Callbacks.Call("OnRspAuthenticate", authenticated.values(), fine.values(), 1, true),
                callbacks.next());

        assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), 2));
        assertEquals(USER_LOGIN, session.read().type());
        Struct login = StandInMarketDataTest.login();
        session.send(4, LAST | WITH_INFO, 2, Struct.concat(login, fine));
        assertEquals(new Callbacks.Call("OnRspUserLogin", login.values(), fine.values(), 2, true), callbacks.next());
        assertEquals("20251124", api.GetTradingDay());
    }

    @Test
    void contractListComesRowByRow() throws Exception {
        hello(0, 0);
        CThostFtdcQryInstrumentField query = new CThostFtdcQryInstrumentField();
        query.setExchangeID("CZCE");
        query.setProductID("CF");
        assertEquals(0, api.ReqQryInstrument(query, 3));
        ScriptedFront.Frame request = session.read();
        assertEquals(QRY_INSTRUMENT, request.type());
        assertEquals(345, request.payload().length);
        assertEquals("CZCE", request.text(31));
        assertEquals("CF", request.text(264));

        Struct first = instrument("CF601");
        Struct second = instrument("CF601C14000");
        session.send(38, 0, 3, first.bytes());
        session.send(38, LAST, 3, second.bytes());
        assertRow(first, false, callbacks.next());
        assertRow(second, true, callbacks.next());
    }

    @Test
    void emptyContractListIsOneCallbackWithoutARow() throws Exception {
        hello(0, 0);
        api.ReqQryInstrument(new CThostFtdcQryInstrumentField(), 4);
        session.read();
        session.send(38, LAST | ScriptedFront.WITHOUT_BODY, 4, new byte[0]);
        assertEquals(new Callbacks.Call("OnRspQryInstrument", null, null, 4, true), callbacks.next());
    }

    @Test
    void instrumentStatusComesUnasked() throws Exception {
        hello(0, 0);
        Struct status = new Struct(260)
                .with("ExchangeID", 0, "SHFE")
                .with("Reserve1", 9, "")
                .with("SettlementGroupID", 40, "00000001")
                .with("Reserve2", 49, "")
                .with("InstrumentStatus", 80, '2')
                .with("TradingSegmentSN", 84, 17)
                .with("EnterTime", 88, "21:00:00")
                .with("EnterReason", 97, '1')
                .with("ExchangeInstID", 98, "rb")
                .with("InstrumentID", 179, "rb");
        session.send(78, 0, 0, status.bytes());
        assertEquals(new Callbacks.Call("OnRtnInstrumentStatus", status.values(), null, 0, true), callbacks.next());
    }

    @Test
    void queriesAboveTheLimitInFlightAreRefusedUntilOneIsAnswered() throws Exception {
        hello(0, 1);
        CThostFtdcQryInstrumentField query = new CThostFtdcQryInstrumentField();
        assertEquals(0, api.ReqQryInstrument(query, 5));
        assertEquals(-2, api.ReqQryInstrument(query, 6));
        assertEquals(0, api.ReqUserLogin(Library.login("trader-1"), 7), "no query");

        session.send(38, 0, 5, instrument("CF601").bytes());
        callbacks.next();
        assertEquals(-2, api.ReqQryInstrument(query, 8), "more rows are to come");
        session.send(38, LAST, 5, instrument("CF603").bytes());
        callbacks.next();
        assertEquals(0, api.ReqQryInstrument(query, 9));
        session.send(73, LAST | WITH_INFO, 9, Struct.info(90, "CTP:查询未就绪").bytes());
        callbacks.next();
        assertEquals(0, api.ReqQryInstrument(query, 10), "an error answers a query too");
    }

    @Test
    void requestsAboveTheRateAreRefused() throws Exception {
        hello(2, 0);
        CThostFtdcQryInstrumentField query = new CThostFtdcQryInstrumentField();
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            int code = api.ReqQryInstrument(query, i);
            accepted += code == 0 ? 1 : 0;
            refused += code == -3 ? 1 : 0;
        }
        assertEquals(20, accepted + refused);
        assertEquals(0, accepted % 2, "two for each second that began: " + accepted);
        assertEquals(true, refused > 0);
    }

    @Test
    void frontInfoNamesTheFront() throws Exception {
        hello(6, 0);
        CThostFtdcFrontInfoField info = new CThostFtdcFrontInfoField();
        api.GetFrontInfo(info);
        assertEquals(Map.of("FrontAddr", front.address(), "QryFreq", 6, "FTDPkgFreq", 0), Struct.read(info));
    }

    private static void assertRow(Struct row, boolean last, Callbacks.Call call) {
        assertEquals("OnRspQryInstrument", call.name());
        assertEquals(last, call.last());
        assertEquals(null, call.info());
        row.values().forEach((name, value) -> assertEquals(value, call.body().get(name), name));
    }

    private static Struct instrument(String code) {
        return new Struct(616)
                .with("ExchangeID", 31, "CZCE")
                .with("InstrumentName", 40, "棉花601")
                .with("ProductClass", 123, '1')
                .with("DeliveryYear", 124, 2026)
                .with("DeliveryMonth", 128, 1)
                .with("VolumeMultiple", 148, 5)
                .with("PriceTick", 152, 5.0)
                .with("ExpireDate", 178, "20260115")
                .with("InstLifePhase", 205, '1')
                .with("IsTrading", 208, 1)
                .with("StrikePrice", 264, 14_000.0)
                .with("InstrumentID", 289, code)
                .with("ExchangeInstID", 370, code)
                .with("ProductID", 451, "CF")
                .with("UnderlyingInstrID", 532, "CF601");
    }
}
