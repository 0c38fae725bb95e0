package io.ctpfeed.subscription;

/**
 * How far the instruments of a product, an exchange or the market got.
 *
 * @param exchange SHFE, INE, DCE, CZCE, CFFEX, GFEX, UNKNOWN; empty: all
 * @param product CTP's ProductID; empty: all of the exchange
 * @param should instruments on the should-lists
 * @param requested of those, asked for in the present session
 * @param acknowledged of those, acknowledged
 * @param ticking of those, with a tick in the present session of the account
 * @param subscribed of those, acknowledged or ticking
 * @param silent subscribed, and silent beyond their own pace in their own session
 * @param rejected refused by the front
 * @param notJudged subscribed and trading, and their pace is not known
 */
public record Coverage(
        String exchange,
        String product,
        int should,
        int requested,
        int acknowledged,
        int ticking,
        int subscribed,
        int silent,
        int rejected,
        int notJudged) {

    static Coverage none(String exchange, String product) {
        return new Coverage(exchange, product, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The sum, under this one's name. */
    Coverage plus(Coverage more) {
        return new Coverage(
                exchange,
                product,
                should + more.should,
                requested + more.requested,
                acknowledged + more.acknowledged,
                ticking + more.ticking,
                subscribed + more.subscribed,
                silent + more.silent,
                rejected + more.rejected,
                notJudged + more.notJudged);
    }

    /** Subscribed of those that should be; 0 where none should. */
    public double percent() {
        return should == 0 ? 0 : 100.0 * subscribed / should;
    }
}
