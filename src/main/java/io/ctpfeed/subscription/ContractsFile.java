package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A contract list as a CSV file that people can read: one contract a line under a header. Stateless, any thread.
 *
 * <p>Names and texts hold no commas in CTP; a comma in one is written as a space.
 */
public final class ContractsFile {
    private static final String HEADER =
            "instrumentId,exchangeId,productId,productClass,expireDate,openDate,deliveryYear,"
                    + "deliveryMonth,lifePhase,trading,volumeMultiple,priceTick,optionsType,strikePrice,underlyingId,name";
    private static final int COLUMNS = HEADER.split(",").length;

    private ContractsFile() {}

    /** Replaces the file in one step, so that a reader sees the old list or the new one. */
    public static void write(Path file, List<Contract> contracts) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        contracts.forEach(contract -> line(text, contract));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws IOException if it cannot be read or a line is no contract: one line with file, line and value */
    public static List<Contract> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw new IOException(file + ":1: no contract list; its first line must be " + HEADER);
        }
        List<Contract> contracts = new ArrayList<>(lines.size());
        for (int i = 1; i < lines.size(); i++) {
            contracts.add(contract(file, i + 1, lines.get(i)));
        }
        return contracts;
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

    private static Contract contract(Path file, int number, String line) throws IOException {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length != COLUMNS) {
                throw new IllegalArgumentException(cells.length + " columns instead of " + COLUMNS);
            }
            return new Contract(
                    cells[0],
                    cells[1],
                    cells[2],
                    cells[3].charAt(0),
                    cells[15],
                    Integer.parseInt(cells[10]),
                    Double.parseDouble(cells[11]),
                    Integer.parseInt(cells[6]),
                    Integer.parseInt(cells[7]),
                    cells[5],
                    cells[4],
                    cells[8].charAt(0),
                    Boolean.parseBoolean(cells[9]),
                    cells[12].charAt(0),
                    Double.parseDouble(cells[13]),
                    cells[14]);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + ":" + number + ": '" + line + "' is no contract (" + e.getMessage() + ")", e);
        }
    }
}
