package io.ctpfeed.standin.market;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A product of the invented market.
 *
 * @param exchange SHFE, INE, DCE, CZCE, CFFEX, GFEX
 * @param code CTP's ProductID of the future, or of the index option
 * @param name Chinese, as in InstrumentName
 * @param multiplier units of a lot
 * @param priceTick smallest step of the price
 * @param price about what it costs
 * @param hours when it trades
 * @param months which months are listed
 * @param options whether futures of it have options
 * @param indexOption whether it is itself an option on an index (ProductClass 6)
 */
record Product(
        String exchange,
        String code,
        String name,
        int multiplier,
        double priceTick,
        double price,
        Hours hours,
        ContractMonths months,
        boolean options,
        boolean indexOption) {

    private static final String TABLE = "products.csv";

    /** All products, exchange by exchange. */
    static List<Product> all() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Product.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Product::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("product table " + TABLE + " cannot be read", e);
        }
    }

    private static Product parse(String line) {
        String[] f = line.split(",");
        return new Product(
                f[0],
                f[1],
                f[2],
                Integer.parseInt(f[3]),
                Double.parseDouble(f[4]),
                Double.parseDouble(f[5]),
                Hours.valueOf(f[6]),
                ContractMonths.valueOf(f[7]),
                f[8].equals("y"),
                f[8].equals("index"));
    }
}
