package io.ctpfeed.standin.front;

import io.ctpfeed.tick.Contract;
import org.agrona.MutableDirectBuffer;

/** CTP's {@code CThostFtdcInstrumentField} and {@code CThostFtdcProductField} (6.7.8, x86-64). */
final class ContractRows {
    static final int INSTRUMENT_LENGTH = 616;
    static final int PRODUCT_LENGTH = 312;

    private ContractRows() {}

    static void instrument(MutableDirectBuffer buffer, int at, Contract contract) {
        Structs.text(buffer, at + 31, 9, contract.exchangeId());
        Structs.text(buffer, at + 40, 21, contract.name());
        buffer.putByte(at + 123, (byte) contract.productClass());
        buffer.putInt(at + 124, contract.deliveryYear());
        buffer.putInt(at + 128, contract.deliveryMonth());
        buffer.putInt(at + 148, contract.volumeMultiple());
        buffer.putDouble(at + 152, contract.priceTick());
        Structs.text(buffer, at + 160, 9, contract.openDate());
        Structs.text(buffer, at + 169, 9, contract.openDate());
        Structs.text(buffer, at + 178, 9, contract.expireDate());
        Structs.text(buffer, at + 187, 9, contract.expireDate());
        Structs.text(buffer, at + 196, 9, contract.expireDate());
        buffer.putByte(at + 205, (byte) contract.lifePhase());
        buffer.putInt(at + 208, contract.trading() ? 1 : 0);
        buffer.putDouble(at + 216, 0.1);
        buffer.putDouble(at + 224, 0.1);
        buffer.putDouble(at + 264, contract.strikePrice());
        buffer.putByte(at + 272, (byte) (contract.optionsType() == '0' ? 0 : contract.optionsType()));
        buffer.putDouble(at + 280, 1);
        buffer.putByte(at + 288, (byte) '0');
        Structs.text(buffer, at + 289, 81, contract.instrumentId());
        Structs.text(buffer, at + 370, 81, contract.instrumentId());
        Structs.text(buffer, at + 451, 81, contract.productId());
        Structs.text(buffer, at + 532, 81, contract.underlyingId());
    }

    /** @param contract any of the product's */
    static void product(MutableDirectBuffer buffer, int at, Contract contract) {
        Structs.text(buffer, at + 31, 21, contract.productId());
        Structs.text(buffer, at + 52, 9, contract.exchangeId());
        buffer.putByte(at + 61, (byte) contract.productClass());
        buffer.putInt(at + 64, contract.volumeMultiple());
        buffer.putDouble(at + 72, contract.priceTick());
        Structs.text(buffer, at + 99, 4, "CNY");
        buffer.putDouble(at + 136, 1);
        Structs.text(buffer, at + 144, 81, contract.productId());
        Structs.text(buffer, at + 225, 81, contract.productId());
    }
}
