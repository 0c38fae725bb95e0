package io.ctpfeed.standin.front;

/**
 * CTP's {@code CThostFtdcRspInfoField}.
 *
 * @param errorId 0 where all is well
 * @param text in Chinese as the real ones; sent in GB18030
 */
public record RspInfo(int errorId, String text) {
    static final int LENGTH = 88;

    public static final RspInfo OK = new RspInfo(0, "CTP:正确");
    public static final RspInfo INVALID_LOGIN = new RspInfo(3, "CTP:不合法的登录");
    public static final RspInfo NOT_LOGGED_IN = new RspInfo(6, "CTP:还没有登录");
    public static final RspInfo FRONT_NOT_ACTIVE = new RspInfo(8, "CTP:前置不活跃");
    public static final RspInfo INSTRUMENT_NOT_FOUND = new RspInfo(16, "CTP:找不到合约");
    public static final RspInfo AUTHENTICATION_FAILED = new RspInfo(63, "CTP:客户端认证失败");
    public static final RspInfo NOT_AUTHENTICATED = new RspInfo(64, "CTP:客户端未认证");
    public static final RspInfo LOCKED = new RspInfo(75, "CTP:连续登录失败次数超限，登录被禁止");
    public static final RspInfo QUERY_NOT_READY = new RspInfo(90, "CTP:查询未就绪，请稍后重试");
    /** The real one's number is not known; the text is. */
    public static final RspInfo LOGIN_FREQUENCY = new RspInfo(90, "CTP: api login over limit freq");

    public static final RspInfo TOO_MANY_INSTRUMENTS = new RspInfo(6000, "CTP:sub too many insts");

    boolean isError() {
        return errorId != 0;
    }
}
