package io.ctpfeed.standin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rationalityfrontline.jctp.CThostFtdcMdApi;
import org.rationalityfrontline.jctp.CThostFtdcMdSpi;
import org.rationalityfrontline.jctp.CThostFtdcReqUserLoginField;
import org.rationalityfrontline.jctp.CThostFtdcTraderApi;
import org.rationalityfrontline.jctp.CThostFtdcTraderSpi;

/** API instances of jctp over the stand-in library, released in the order that the vendor's rules ask for. */
final class Library implements AutoCloseable {
    static {
        StandInLibrary.use();
    }

    private final Path flows;
    private final List<Runnable> releases = new ArrayList<>();

    Library(Path flows) {
        this.flows = flows;
    }

    CThostFtdcMdApi marketData(CThostFtdcMdSpi spi, String... fronts) {
        CThostFtdcMdApi api = CThostFtdcMdApi.CreateFtdcMdApi(flows.resolve("md-") + "");
        releases.add(() -> release(api));
        api.RegisterSpi(spi);
        List.of(fronts).forEach(api::RegisterFront);
        api.Init();
        return api;
    }

    CThostFtdcTraderApi trader(CThostFtdcTraderSpi spi, String front) {
        CThostFtdcTraderApi api = CThostFtdcTraderApi.CreateFtdcTraderApi(flows.resolve("td-") + "");
        releases.add(() -> {
            api.RegisterSpi(null);
            api.Release();
        });
        api.RegisterSpi(spi);
        api.RegisterFront(front);
        api.Init();
        return api;
    }

    static void release(CThostFtdcMdApi api) {
        api.RegisterSpi(null);
        api.Release();
    }

    static CThostFtdcReqUserLoginField login(String user) {
        CThostFtdcReqUserLoginField request = new CThostFtdcReqUserLoginField();
        request.setBrokerID("9999");
        request.setUserID(user);
        request.setPassword("secret");
        return request;
    }

    @Override
    public void close() {
        releases.forEach(Runnable::run);
    }
}
