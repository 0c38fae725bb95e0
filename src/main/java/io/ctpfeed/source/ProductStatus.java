package io.ctpfeed.source;

/**
 * The exchange's own word on a product's phase ({@code OnRtnInstrumentStatus}): it overrides the calendar.
 *
 * @param exchangeId SHFE, INE, DCE, CZCE, CFFEX, GFEX
 * @param productId product, or instrument where the exchange says it of one
 * @param status CTP's InstrumentStatus: 2 continuous; 3, 4, 5 auction; anything else quiet
 * @param enterTime when it came to it, HH:mm:ss by the exchange's clock
 */
public record ProductStatus(String exchangeId, String productId, char status, String enterTime) {}
