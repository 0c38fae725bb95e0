package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import io.ctpfeed.tick.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A contract list as a CSV file that people can read and write: one contract a line under the names of its columns. Lines
 * that begin with # are comments; one of {@code #rows=N} says how many contracts there are, so that a file that was cut
 * short is found out. Stateless, any thread.
 *
 * <p>Of the columns only instrumentId and exchangeId must be there; the product is otherwise taken from the code. Names and
 * texts hold no commas in CTP; a comma in one is written as a space.
 */
public final class ContractsFile {
    private static final List<String> COLUMNS = List.of(
            "instrumentId",
            "exchangeId",
            "productId",
            "productClass",
            "expireDate",
            "openDate",
            "deliveryYear",
            "deliveryMonth",
            "lifePhase",
            "trading",
            "volumeMultiple",
            "priceTick",
            "optionsType",
            "strikePrice",
            "underlyingId",
            "name");
    private static final String ROWS = "#rows=";

    private ContractsFile() {}

    /** Replaces the file in one step, so that a reader sees the old list or the new one. */
    public static void write(Path file, List<Contract> contracts) throws IOException {
        StringBuilder text = new StringBuilder(ROWS).append(contracts.size()).append('\n');
        text.append(String.join(",", COLUMNS)).append('\n');
        contracts.forEach(contract -> line(text, contract));
        WholeFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IOException if it cannot be read, is cut short or a line is no contract: one line with file, line and value */
    public static List<Contract> read(Path file) throws IOException {
        List<String> lines = lines(file);
        List<Contract> contracts = new ArrayList<>(lines.size());
        List<String> columns = null;
        int rows = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith(ROWS)) {
                rows = rows(file, i + 1, line);
            } else if (line.isEmpty() || line.startsWith("#")) {
                continue;
            } else if (columns == null) {
                columns = columns(file, i + 1, line);
            } else {
                contracts.add(contract(file, i + 1, line, columns));
            }
        }
        if (columns == null) {
            throw new IOException(file + ":1: no contract list; its first line must be " + String.join(",", COLUMNS));
        }
        if (rows >= 0 && rows != contracts.size()) {
            throw new IOException(
                    file + ":" + lines.size() + ": cut short: " + contracts.size() + " of " + rows + " contracts");
        }
        return contracts;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": is not there", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not UTF-8", e);
        }
    }

    private static int rows(Path file, int number, String line) throws IOException {
        try {
            return Integer.parseInt(line.substring(ROWS.length()).strip());
        } catch (NumberFormatException e) {
            throw new IOException(file + ":" + number + ": '" + line + "' says no number; write " + ROWS + "120", e);
        }
    }

    private static List<String> columns(Path file, int number, String line) throws IOException {
        List<String> columns =
                Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        for (String column : columns) {
            if (!COLUMNS.contains(column)) {
                throw new IOException(file + ":" + number + ": column '" + column + "' is not known; there are "
                        + String.join(", ", COLUMNS));
            }
        }
        if (!columns.containsAll(COLUMNS.subList(0, 2))) {
            throw new IOException(file + ":" + number + ": the columns instrumentId and exchangeId must be there");
        }
        return columns;
    }

    private static void line(StringBuilder text, Contract contract) {
        Object[] cells = {
            contract.instrumentId(),
            contract.exchangeId(),
            contract.productId(),
            contract.productClass(),
            contract.expireDate(),
            contract.openDate(),
            contract.deliveryYear(),
            contract.deliveryMonth(),
            contract.lifePhase(),
            contract.trading(),
            contract.volumeMultiple(),
            contract.priceTick(),
            contract.optionsType(),
            contract.strikePrice(),
            contract.underlyingId(),
            contract.name()
        };
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(String.valueOf(cells[i]).replaceAll("[,\r\n]", " "));
        }
        text.append('\n');
    }

    private static Contract contract(Path file, int number, String line, List<String> columns) throws IOException {
        String[] texts = line.split(",", -1);
        try {
            if (texts.length != columns.size()) {
                throw new IllegalArgumentException(texts.length + " columns instead of " + columns.size());
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < texts.length; i++) {
                cells.put(columns.get(i), texts[i].strip());
            }
            return contract(cells);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ":" + number + ": '" + line + "' is no contract (" + e.getMessage() + ")", e);
        }
    }

    private static Contract contract(Map<String, String> cells) {
        String code = cell(cells, "instrumentId", "");
        String exchange = cell(cells, "exchangeId", "");
        if (code.isEmpty() || exchange.isEmpty()) {
            throw new IllegalArgumentException("instrumentId or exchangeId is empty");
        }
        return new Contract(
                code,
                exchange,
                cells.getOrDefault("productId", code.replaceAll("[^A-Za-z].*", "")),
                cell(cells, "productClass", "1").charAt(0),
                cell(cells, "name", ""),
                Integer.parseInt(cell(cells, "volumeMultiple", "0")),
                Double.parseDouble(cell(cells, "priceTick", "0")),
                Integer.parseInt(cell(cells, "deliveryYear", "0")),
                Integer.parseInt(cell(cells, "deliveryMonth", "0")),
                date(cells, "openDate"),
                date(cells, "expireDate"),
                cell(cells, "lifePhase", "1").charAt(0),
                Boolean.parseBoolean(cell(cells, "trading", "true")),
                cell(cells, "optionsType", "0").charAt(0),
                Double.parseDouble(cell(cells, "strikePrice", String.valueOf(Double.MAX_VALUE))),
                cell(cells, "underlyingId", ""));
    }

    private static String cell(Map<String, String> cells, String column, String otherwise) {
        String text = cells.getOrDefault(column, "");
        return text.isEmpty() ? otherwise : text;
    }

    private static String date(Map<String, String> cells, String column) {
        String date = cells.getOrDefault(column, "");
        if (!date.matches("(\\d{8})?")) {
            throw new IllegalArgumentException(column + " must be like 20261215");
        }
        return date;
    }
}
