package io.ctpfeed.source.ctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ctpfeed.tick.Tick;
import io.ctpfeed.tick.TickRing;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rationalityfrontline.jctp.CThostFtdcDepthMarketDataField;
import org.rationalityfrontline.jctp.jctpJNI;

/** Holds our layout of a tick against jctp's own getters and setters, on the same native struct. */
@Tag("vendor")
class TickFieldsTest {
    private static final class Native extends CThostFtdcDepthMarketDataField {
        static long address(CThostFtdcDepthMarketDataField field) {
            return getCPtr(field);
        }
    }

    @Test
    void everyFieldOfTheStructIsReadAsJctpReadsIt() throws Exception {
        assertTrue(jctpJNI.libraryLoaded());
        CThostFtdcDepthMarketDataField struct = new CThostFtdcDepthMarketDataField();
        Map<String, Object> written = new HashMap<>();
        int n = 0;
        for (Method setter : CThostFtdcDepthMarketDataField.class.getMethods()) {
            if (setter.getName().startsWith("set") && !setter.getName().startsWith("setReserve")) {
                n++;
                Object value = value(setter, n);
                setter.invoke(struct, value);
                written.put(setter.getName().substring(3), value);
            }
        }
        assertEquals(46, written.size(), written.keySet().toString());

        TickRing ring = new TickRing(1, 0);
        assertTrue(ring.offer(Native.address(struct), 1));
        Tick tick = ring.peek(1).get(0);
        for (Map.Entry<String, Object> field : written.entrySet()) {
            Object jctps = CThostFtdcDepthMarketDataField.class
                    .getMethod("get" + field.getKey())
                    .invoke(struct);
            assertEquals(field.getValue(), jctps, field.getKey());
            assertEquals(jctps, ours(tick, field.getKey()), field.getKey());
        }
    }

    private static Object value(Method setter, int n) {
        Class<?> type = setter.getParameterTypes()[0];
        if (type == double.class) {
            return 1000.5 + n;
        }
        if (type == int.class) {
            return 70_000 + n;
        }
        return switch (setter.getName()) {
            case "setTradingDay" -> "20260105";
            case "setActionDay" -> "20260104";
            case "setUpdateTime" -> "21:00:07";
            case "setExchangeID" -> "SHFE";
            default -> "SP c2601&c26" + n;
        };
    }

    private static Object ours(Tick tick, String field) throws Exception {
        char last = field.charAt(field.length() - 1);
        String name = field.substring(0, 1).toLowerCase(Locale.ROOT) + field.substring(1);
        name = name.replace("ID", "Id");
        if (Character.isDigit(last)) {
            return Tick.class
                    .getMethod(name.substring(0, name.length() - 1), int.class)
                    .invoke(tick, last - '0');
        }
        return Tick.class.getMethod(name).invoke(tick);
    }
}
