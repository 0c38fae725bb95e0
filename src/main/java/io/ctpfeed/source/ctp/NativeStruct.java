package io.ctpfeed.source.ctp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.agrona.UnsafeApi;

/** Reads the few fields needed of the structs that a callback gets; offsets by API 6.7.x, x86-64. */
final class NativeStruct {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private NativeStruct() {}

    /** ErrorID of a RspInfo; 0 where there is none. */
    static int errorId(long info) {
        return info == 0 ? 0 : UnsafeApi.getInt(info);
    }

    /** ErrorMsg of a RspInfo, decoded; empty where there is none. */
    static String errorMessage(long info) {
        return info == 0 ? "" : text(info + 4, 81);
    }

    /** InstrumentID of a SpecificInstrument. */
    static String specificInstrument(long instrument) {
        return instrument == 0 ? "" : text(instrument + 31, 81);
    }

    /** TradingDay of a RspUserLogin. */
    static String loginTradingDay(long login) {
        return login == 0 ? "" : text(login, 9);
    }

    private static String text(long address, int size) {
        int length = 0;
        while (length < size && UnsafeApi.getByte(address + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = UnsafeApi.getByte(address + i);
        }
        try {
            return GB18030.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
