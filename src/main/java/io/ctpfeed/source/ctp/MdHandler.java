package io.ctpfeed.source.ctp;

/**
 * What a market-data API instance calls back, as plain numbers: pointers are native addresses, valid during the call
 * only. Called on the vendor's thread, which must not block.
 */
interface MdHandler {
    void onFrontConnected();

    /** @param reason 0x1001 read, 0x1002 write, 0x2001 silence, 0x2002 cannot send, 0x2003 bad packet */
    void onFrontDisconnected(int reason);

    void onHeartBeatWarning(int seconds);

    /** @param login of a RspUserLogin, @param info of a RspInfo; either may be 0 */
    void onRspUserLogin(long login, long info);

    void onRspError(long info, int requestId);

    /** @param instrument of a SpecificInstrument, may be 0 */
    void onRspSubMarketData(long instrument, long info);

    void onRspUnSubMarketData(long instrument, long info);

    /** @param tick of a DepthMarketData */
    void onDepthMarketData(long tick);
}
