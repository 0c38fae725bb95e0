package io.ctpfeed.tick;

/**
 * A line of the contract list: what {@code OnRspQryInstrument} says of one instrument, as far as market data needs it.
 *
 * @param instrumentId CTP's InstrumentID
 * @param exchangeId SHFE, INE, DCE, CZCE, CFFEX, GFEX
 * @param productId CTP's ProductID
 * @param productClass CTP's ProductClass: 1 future, 2 option, 3 combination, 6 index option, 7 TAS
 * @param name InstrumentName, decoded from GB18030
 * @param volumeMultiple units of a lot
 * @param priceTick smallest step of the price
 * @param deliveryYear 4 digits
 * @param deliveryMonth 1 to 12
 * @param openDate first day of trading, yyyyMMdd
 * @param expireDate last day of trading, yyyyMMdd
 * @param lifePhase CTP's InstLifePhase: 0 not started, 1 started, 2 paused, 3 expired
 * @param trading CTP's IsTrading
 * @param optionsType CTP's OptionsType: '1' call, '2' put; '0' where it is no option
 * @param strikePrice of an option; not {@linkplain Tick#isPresent present} otherwise
 * @param underlyingId UnderlyingInstrID, empty where there is none
 */
public record Contract(
        String instrumentId,
        String exchangeId,
        String productId,
        char productClass,
        String name,
        int volumeMultiple,
        double priceTick,
        int deliveryYear,
        int deliveryMonth,
        String openDate,
        String expireDate,
        char lifePhase,
        boolean trading,
        char optionsType,
        double strikePrice,
        String underlyingId) {}
