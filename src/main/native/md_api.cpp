#include "md_api.h"

#include <iterator>

#include "relay.h"

namespace standin {

namespace {

constexpr Callback CALLBACKS[] = {
    {11, Shape::NOTICE, DEPTH_MARKET_DATA},      // OnRtnDepthMarketData
    {3, Shape::RESPONSE, RSP_USER_LOGIN},        // OnRspUserLogin
    {4, Shape::RESPONSE, USER_LOGOUT},           // OnRspUserLogout
    {6, Shape::ERROR, 0},                        // OnRspError
    {7, Shape::RESPONSE, SPECIFIC_INSTRUMENT},   // OnRspSubMarketData
    {8, Shape::RESPONSE, SPECIFIC_INSTRUMENT},   // OnRspUnSubMarketData
};

constexpr Dialect MARKET_DATA{1, "ctp-standin-md", 3, std::begin(CALLBACKS), std::end(CALLBACKS)};

class MdApi final : public CThostFtdcMdApi {
public:
    explicit MdApi(const char *flowPath) : relay_(MARKET_DATA, flowPath) {}

    void Release() override { relay_.release(); }
    void Init() override { relay_.init(); }
    int Join() override { return relay_.join(); }
    const char *GetTradingDay() override { return relay_.tradingDay(); }
    void RegisterFront(char *address) override { relay_.registerFront(address); }
    void RegisterSpi(void *spi) override { relay_.registerSpi(spi); }
    int SubscribeMarketData(char *codes[], int count) override { return relay_.requestInstruments(8, codes, count); }
    int UnSubscribeMarketData(char *codes[], int count) override { return relay_.requestInstruments(9, codes, count); }
    int ReqUserLogin(void *request, int id) override { return relay_.request(12, request, REQ_USER_LOGIN, id); }
    int ReqUserLogout(void *request, int id) override { return relay_.request(13, request, USER_LOGOUT, id); }

private:
    Relay relay_;
};

}  // namespace

}  // namespace standin

// Never deleted: see Relay.
CThostFtdcMdApi *CThostFtdcMdApi::CreateFtdcMdApi(const char *flowPath, bool, bool) {
    return new standin::MdApi(flowPath);
}

const char *CThostFtdcMdApi::GetApiVersion() { return standin::VERSION; }
