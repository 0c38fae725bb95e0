#include "trader_api.h"

#include <iterator>

#include "relay.h"

namespace standin {

namespace {

constexpr Callback CALLBACKS[] = {
    {38, Shape::QUERIED, INSTRUMENT},                 // OnRspQryInstrument
    {39, Shape::QUERIED, DEPTH_MARKET_DATA},          // OnRspQryDepthMarketData
    {78, Shape::NOTICE, INSTRUMENT_STATUS},           // OnRtnInstrumentStatus
    {3, Shape::RESPONSE, RSP_AUTHENTICATE},           // OnRspAuthenticate
    {4, Shape::RESPONSE, RSP_USER_LOGIN},             // OnRspUserLogin
    {5, Shape::RESPONSE, USER_LOGOUT},                // OnRspUserLogout
    {16, Shape::RESPONSE, SETTLEMENT_INFO_CONFIRM},   // OnRspSettlementInfoConfirm
    {37, Shape::QUERIED, PRODUCT},                    // OnRspQryProduct
    {73, Shape::ERROR, 0},                            // OnRspError
};

constexpr Dialect TRADER{2, "ctp-standin-td", 4, std::begin(CALLBACKS), std::end(CALLBACKS)};

class TraderApi final : public CThostFtdcTraderApi {
public:
    explicit TraderApi(const char *flowPath) : relay_(TRADER, flowPath) {}

    void Release() override { relay_.release(); }
    void Init() override { relay_.init(); }
    int Join() override { return relay_.join(); }
    const char *GetTradingDay() override { return relay_.tradingDay(); }
    void GetFrontInfo(void *frontInfo) override { relay_.frontInfo(frontInfo); }
    void RegisterFront(char *address) override { relay_.registerFront(address); }
    void RegisterSpi(void *spi) override { relay_.registerSpi(spi); }
    int ReqAuthenticate(void *request, int id) override { return relay_.request(11, request, REQ_AUTHENTICATE, id); }
    int ReqUserLogin(void *request, int id) override { return relay_.request(14, request, REQ_USER_LOGIN, id); }
    int ReqUserLogout(void *request, int id) override { return relay_.request(15, request, USER_LOGOUT, id); }
    int ReqSettlementInfoConfirm(void *request, int id) override {
        return relay_.request(29, request, SETTLEMENT_INFO_CONFIRM, id);
    }
    int ReqQryProduct(void *request, int id) override {
        return relay_.request(50, request, QRY_PRODUCT, id, Request::QUERY);
    }
    int ReqQryInstrument(void *request, int id) override {
        return relay_.request(51, request, QRY_INSTRUMENT, id, Request::QUERY);
    }
    int ReqQryDepthMarketData(void *request, int id) override {
        return relay_.request(52, request, QRY_DEPTH_MARKET_DATA, id, Request::QUERY);
    }

private:
    Relay relay_;
};

}  // namespace

}  // namespace standin

// Never deleted: see Relay.
CThostFtdcTraderApi *CThostFtdcTraderApi::CreateFtdcTraderApi(const char *flowPath) {
    return new standin::TraderApi(flowPath);
}

const char *CThostFtdcTraderApi::GetApiVersion() { return standin::VERSION; }
