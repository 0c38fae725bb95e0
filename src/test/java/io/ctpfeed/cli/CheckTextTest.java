package io.ctpfeed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTextTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aTableByExchangeThenNamesAndHowManyMore() throws Exception {
        ObjectNode result = (ObjectNode)
                json.readTree(
                        """
                {"coveragePercent":50.0,"thresholdPercent":98,
                 "exchanges":[{"exchange":"SHFE","should":50,"requested":50,"acknowledged":25,"ticking":20,
                   "subscribed":25,"silent":1,"rejected":0}],
                 "products":[{"exchange":"SHFE","product":"rb","should":30,"requested":30,"acknowledged":5,"ticking":5,
                   "subscribed":5,"silent":0,"rejected":0},
                   {"exchange":"SHFE","product":"ag","should":20,"requested":20,"acknowledged":20,"ticking":15,
                   "subscribed":20,"silent":0,"rejected":0}],
                 "total":{"should":50,"requested":50,"acknowledged":25,"ticking":20,"subscribed":25,"silent":1,"rejected":0},
                 "accounts":[{"account":"primary","ready":true,"stoppedByHand":false,"reason":"",
                   "unsubscribedByHand":["au2606","ag2606"],
                   "notJudged":4,"silent":[{"instrument":"rb2605","silentSeconds":200,"limitSeconds":60}]},
                   {"account":"backup","ready":false,"stoppedByHand":true,"reason":"STOPPED: stopped"},
                   {"account":"third","ready":true,"stoppedByHand":false,"reason":""}]}
                """);
        ArrayNode missing = ((ObjectNode) result.path("accounts").get(0)).putArray("notSubscribed");
        for (int i = 0; i < 25; i++) {
            missing.add("c" + i);
        }
        List<String> lines = CheckText.result(result, false);
        assertEquals("exchange    should  requested  acknowledged  ticking  silent  rejected   coverage", lines.get(0));
        assertEquals("SHFE            50         50            25       20       1         0    50.00 %", lines.get(1));
        assertEquals("  rb            30         30             5        5       0         0    16.67 %", lines.get(2));
        assertEquals("account primary", lines.get(4));
        assertEquals(
                "c18, c19 and 5 more (--json has all)",
                lines.get(5).substring(lines.get(5).indexOf("c18")));
        assertEquals("  silent beyond their own pace (1): rb2605 (200 s, usually below 60 s)", lines.get(6));
        assertEquals("  unsubscribed by hand, and left so (2): au2606, ag2606", lines.get(7));
        assertEquals("  trading, and their pace not known yet: 4", lines.get(8));
        assertEquals("account backup: stopped by hand", lines.get(9));
        assertEquals("coverage 50.00 %, 98 % are required", lines.get(10));
        assertEquals(
                "  ag            20         20            20       15       0         0   100.00 %",
                CheckText.result(result, true).get(3));
    }
}
