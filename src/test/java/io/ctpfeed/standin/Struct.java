package io.ctpfeed.standin;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.TreeMap;

/** A struct of the API, field by field: the bytes a front sends, and what jctp's getters must make of them. */
final class Struct {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final ByteBuffer bytes;
    private final Map<String, Object> values = new TreeMap<>();

    Struct(int length) {
        bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The value is an Integer, a Double, a Character or a String, as jctp's getter of this name has it. */
    Struct with(String name, int offset, Object value) {
        if (value instanceof Integer number) {
            bytes.putInt(offset, number);
        } else if (value instanceof Double price) {
            bytes.putDouble(offset, price);
        } else if (value instanceof Character letter) {
            bytes.put(offset, (byte) letter.charValue());
        } else {
            bytes.put(offset, value.toString().getBytes(GB18030));
        }
        values.put(name, value);
        return this;
    }

    static Struct info(int errorId, String message) {
        return new Struct(88).with("ErrorID", 0, errorId).with("ErrorMsg", 4, message);
    }

    byte[] bytes() {
        return bytes.array();
    }

    Map<String, Object> values() {
        return values;
    }

    static byte[] concat(Struct body, Struct info) {
        return ByteBuffer.allocate(body.bytes().length + info.bytes().length)
                .put(body.bytes())
                .put(info.bytes())
                .array();
    }

    /** All that the getters of a jctp field object say; null for null. Copies: the object dies with its callback. */
    static Map<String, Object> read(Object field) {
        if (field == null) {
            return null;
        }
        Map<String, Object> values = new TreeMap<>();
        for (Method method : field.getClass().getMethods()) {
            boolean getter = method.getName().startsWith("get")
                    && !method.getName().equals("getClass")
                    && method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers());
            if (getter) {
                try {
                    values.put(method.getName().substring(3), method.invoke(field));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(method + " cannot be read", e);
                }
            }
        }
        return values;
    }
}
