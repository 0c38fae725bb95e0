// The market-data API's ABI: its virtual methods in the vendor's order (6.7.8), no virtual destructor.
#pragma once

class CThostFtdcMdApi {
public:
    __attribute__((visibility("default"))) static CThostFtdcMdApi *CreateFtdcMdApi(
        const char *flowPath, bool udp, bool multicast);
    __attribute__((visibility("default"))) static const char *GetApiVersion();

    virtual void Release() = 0;
    virtual void Init() = 0;
    virtual int Join() = 0;
    virtual const char *GetTradingDay() = 0;
    virtual void RegisterFront(char *address) = 0;
    virtual void RegisterNameServer(char *) {}
    virtual void RegisterFensUserInfo(void *) {}
    virtual void RegisterSpi(void *spi) = 0;
    virtual int SubscribeMarketData(char *codes[], int count) = 0;
    virtual int UnSubscribeMarketData(char *codes[], int count) = 0;
    virtual int SubscribeForQuoteRsp(char **, int) { return -1; }
    virtual int UnSubscribeForQuoteRsp(char **, int) { return -1; }
    virtual int ReqUserLogin(void *request, int requestId) = 0;
    virtual int ReqUserLogout(void *request, int requestId) = 0;
    virtual int ReqQryMulticastInstrument(void *, int) { return -1; }

protected:
    ~CThostFtdcMdApi() = default;
};
