// The trader API's ABI: 126 virtual methods in the vendor's order (6.7.8), no virtual destructor.
#pragma once

// A request that no stand-in front answers. The vendor's parameters are a pointer to a struct, and a request id where
// there is one; the caller passes them in registers, so that taking both is right for each.
#define UNSERVED(name) \
    virtual int name(void *, int) { return -1; }

class CThostFtdcTraderApi {
public:
    __attribute__((visibility("default"))) static CThostFtdcTraderApi *CreateFtdcTraderApi(const char *flowPath);
    __attribute__((visibility("default"))) static const char *GetApiVersion();

    virtual void Release() = 0;
    virtual void Init() = 0;
    virtual int Join() = 0;
    virtual const char *GetTradingDay() = 0;
    virtual void GetFrontInfo(void *frontInfo) = 0;
    virtual void RegisterFront(char *address) = 0;
    virtual void RegisterNameServer(char *) {}
    virtual void RegisterFensUserInfo(void *) {}
    virtual void RegisterSpi(void *spi) = 0;
    virtual void SubscribePrivateTopic(int) {}
    virtual void SubscribePublicTopic(int) {}
    virtual int ReqAuthenticate(void *request, int requestId) = 0;
    UNSERVED(RegisterUserSystemInfo)
    UNSERVED(SubmitUserSystemInfo)
    virtual int ReqUserLogin(void *request, int requestId) = 0;
    virtual int ReqUserLogout(void *request, int requestId) = 0;
    UNSERVED(ReqUserPasswordUpdate)
    UNSERVED(ReqTradingAccountPasswordUpdate)
    UNSERVED(ReqUserAuthMethod)
    UNSERVED(ReqGenUserCaptcha)
    UNSERVED(ReqGenUserText)
    UNSERVED(ReqUserLoginWithCaptcha)
    UNSERVED(ReqUserLoginWithText)
    UNSERVED(ReqUserLoginWithOTP)
    UNSERVED(ReqOrderInsert)
    UNSERVED(ReqParkedOrderInsert)
    UNSERVED(ReqParkedOrderAction)
    UNSERVED(ReqOrderAction)
    UNSERVED(ReqQryMaxOrderVolume)
    virtual int ReqSettlementInfoConfirm(void *request, int requestId) = 0;
    UNSERVED(ReqRemoveParkedOrder)
    UNSERVED(ReqRemoveParkedOrderAction)
    UNSERVED(ReqExecOrderInsert)
    UNSERVED(ReqExecOrderAction)
    UNSERVED(ReqForQuoteInsert)
    UNSERVED(ReqQuoteInsert)
    UNSERVED(ReqQuoteAction)
    UNSERVED(ReqBatchOrderAction)
    UNSERVED(ReqOptionSelfCloseInsert)
    UNSERVED(ReqOptionSelfCloseAction)
    UNSERVED(ReqCombActionInsert)
    UNSERVED(ReqQryOrder)
    UNSERVED(ReqQryTrade)
    UNSERVED(ReqQryInvestorPosition)
    UNSERVED(ReqQryTradingAccount)
    UNSERVED(ReqQryInvestor)
    UNSERVED(ReqQryTradingCode)
    UNSERVED(ReqQryInstrumentMarginRate)
    UNSERVED(ReqQryInstrumentCommissionRate)
    UNSERVED(ReqQryExchange)
    virtual int ReqQryProduct(void *request, int requestId) = 0;
    virtual int ReqQryInstrument(void *request, int requestId) = 0;
    virtual int ReqQryDepthMarketData(void *request, int requestId) = 0;
    UNSERVED(ReqQryTraderOffer)
    UNSERVED(ReqQrySettlementInfo)
    UNSERVED(ReqQryTransferBank)
    UNSERVED(ReqQryInvestorPositionDetail)
    UNSERVED(ReqQryNotice)
    UNSERVED(ReqQrySettlementInfoConfirm)
    UNSERVED(ReqQryInvestorPositionCombineDetail)
    UNSERVED(ReqQryCFMMCTradingAccountKey)
    UNSERVED(ReqQryEWarrantOffset)
    UNSERVED(ReqQryInvestorProductGroupMargin)
    UNSERVED(ReqQryExchangeMarginRate)
    UNSERVED(ReqQryExchangeMarginRateAdjust)
    UNSERVED(ReqQryExchangeRate)
    UNSERVED(ReqQrySecAgentACIDMap)
    UNSERVED(ReqQryProductExchRate)
    UNSERVED(ReqQryProductGroup)
    UNSERVED(ReqQryMMInstrumentCommissionRate)
    UNSERVED(ReqQryMMOptionInstrCommRate)
    UNSERVED(ReqQryInstrumentOrderCommRate)
    UNSERVED(ReqQrySecAgentTradingAccount)
    UNSERVED(ReqQrySecAgentCheckMode)
    UNSERVED(ReqQrySecAgentTradeInfo)
    UNSERVED(ReqQryOptionInstrTradeCost)
    UNSERVED(ReqQryOptionInstrCommRate)
    UNSERVED(ReqQryExecOrder)
    UNSERVED(ReqQryForQuote)
    UNSERVED(ReqQryQuote)
    UNSERVED(ReqQryOptionSelfClose)
    UNSERVED(ReqQryInvestUnit)
    UNSERVED(ReqQryCombInstrumentGuard)
    UNSERVED(ReqQryCombAction)
    UNSERVED(ReqQryTransferSerial)
    UNSERVED(ReqQryAccountregister)
    UNSERVED(ReqQryContractBank)
    UNSERVED(ReqQryParkedOrder)
    UNSERVED(ReqQryParkedOrderAction)
    UNSERVED(ReqQryTradingNotice)
    UNSERVED(ReqQryBrokerTradingParams)
    UNSERVED(ReqQryBrokerTradingAlgos)
    UNSERVED(ReqQueryCFMMCTradingAccountToken)
    UNSERVED(ReqFromBankToFutureByFuture)
    UNSERVED(ReqFromFutureToBankByFuture)
    UNSERVED(ReqQueryBankAccountMoneyByFuture)
    UNSERVED(ReqQryClassifiedInstrument)
    UNSERVED(ReqQryCombPromotionParam)
    UNSERVED(ReqQryRiskSettleInvstPosition)
    UNSERVED(ReqQryRiskSettleProductStatus)
    UNSERVED(ReqQrySPBMFutureParameter)
    UNSERVED(ReqQrySPBMOptionParameter)
    UNSERVED(ReqQrySPBMIntraParameter)
    UNSERVED(ReqQrySPBMInterParameter)
    UNSERVED(ReqQrySPBMPortfDefinition)
    UNSERVED(ReqQrySPBMInvestorPortfDef)
    UNSERVED(ReqQryInvestorPortfMarginRatio)
    UNSERVED(ReqQryInvestorProdSPBMDetail)
    UNSERVED(ReqQryInvestorCommoditySPMMMargin)
    UNSERVED(ReqQryInvestorCommodityGroupSPMMMargin)
    UNSERVED(ReqQrySPMMInstParam)
    UNSERVED(ReqQrySPMMProductParam)
    UNSERVED(ReqQrySPBMAddOnInterParameter)
    UNSERVED(ReqQryRCAMSCombProductInfo)
    UNSERVED(ReqQryRCAMSInstrParameter)
    UNSERVED(ReqQryRCAMSIntraParameter)
    UNSERVED(ReqQryRCAMSInterParameter)
    UNSERVED(ReqQryRCAMSShortOptAdjustParam)
    UNSERVED(ReqQryRCAMSInvestorCombPosition)
    UNSERVED(ReqQryInvestorProdRCAMSMargin)
    UNSERVED(ReqQryRULEInstrParameter)
    UNSERVED(ReqQryRULEIntraParameter)
    UNSERVED(ReqQryRULEInterParameter)
    UNSERVED(ReqQryInvestorProdRULEMargin)
    UNSERVED(ReqQryInvestorPortfSetting)
    UNSERVED(ReqQryInvestorInfoCommRec)

protected:
    ~CThostFtdcTraderApi() = default;
};

#undef UNSERVED
