package io.ctpfeed.subscription;

import io.ctpfeed.tick.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contract list of each account, kept on disk per trading day in {@code DIRECTORY/ACCOUNT/yyyyMMdd.csv}. One caller
 * at a time: its methods are synchronized, and they read and write files.
 *
 * <p>A query that was cut short looks like a short list. So one that lost more than the given share against the last good
 * list, or a whole exchange, is not believed: the old list stays, with what is new added. What expired is no loss. An empty
 * list is never believed.
 */
public final class ContractStore {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private static final int KEPT_DAYS = 30;

    private final Path directory;
    private final IntSupplier shrinkPercent;

    /** @param shrinkPercent how much of the last good list may be missing before a list is not believed */
    public ContractStore(Path directory, IntSupplier shrinkPercent) {
        this.directory = directory;
        this.shrinkPercent = shrinkPercent;
    }

    /**
     * What holds for a day.
     *
     * @param believed false if the queried list shrank too far
     * @param problems one line each: why a list was not believed, which cache file was skipped
     */
    public record Kept(List<Contract> contracts, boolean believed, List<String> problems) {
        public Kept {
            contracts = List.copyOf(contracts);
            problems = List.copyOf(problems);
        }
    }

    /** Judges a queried list against the last good one, and keeps what holds from now on. */
    public synchronized Kept keep(String account, LocalDate tradingDay, List<Contract> queried) throws IOException {
        Kept last = last(account, tradingDay);
        List<String> problems = new ArrayList<>(last.problems());
        if (queried.isEmpty()) {
            problems.add("account " + account + ": an empty contract list is not believed");
            return new Kept(last.contracts(), false, problems);
        }
        List<Contract> alive = alive(last.contracts(), tradingDay);
        Optional<String> shrunk = shrunk(account, tradingDay, alive, queried);
        shrunk.ifPresent(problems::add);
        Map<String, Contract> kept = new TreeMap<>();
        if (shrunk.isPresent()) {
            alive.forEach(contract -> kept.put(contract.instrumentId(), contract));
        }
        queried.forEach(contract -> kept.put(contract.instrumentId(), contract));
        List<Contract> contracts = List.copyOf(kept.values());
        try {
            ContractsFile.write(directory.resolve(account).resolve(DAY.format(tradingDay) + ".csv"), contracts);
            for (Path old :
                    newestFirst(account, tradingDay).stream().skip(KEPT_DAYS).toList()) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) { // what was judged holds all the same
            problems.add(
                    0,
                    "account " + account + ": contract list not kept: " + e + "; see that " + directory.resolve(account)
                            + " can be written");
        }
        return new Kept(contracts, shrunk.isEmpty(), problems);
    }

    /** The newest readable list up to a day; no contracts if there is none. */
    public synchronized Kept last(String account, LocalDate tradingDay) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path file : newestFirst(account, tradingDay)) {
            try {
                return new Kept(ContractsFile.read(file), true, problems);
            } catch (IOException e) {
                problems.add(
                        "account " + account + ": contract list skipped, an older one is taken: " + e.getMessage());
            }
        }
        return new Kept(List.of(), true, problems);
    }

    private List<Path> newestFirst(String account, LocalDate tradingDay) throws IOException {
        Path folder = directory.resolve(account);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String newest = DAY.format(tradingDay) + ".csv";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            name(file).matches("\\d{8}\\.csv") && name(file).compareTo(newest) <= 0)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private Optional<String> shrunk(String account, LocalDate day, List<Contract> alive, List<Contract> now) {
        Set<String> codes = now.stream().map(Contract::instrumentId).collect(Collectors.toSet());
        long missing = alive.stream()
                .filter(contract -> !codes.contains(contract.instrumentId()))
                .count();
        Set<String> gone = alive.stream().map(Contract::exchangeId).collect(Collectors.toCollection(TreeSet::new));
        now.forEach(contract -> gone.remove(contract.exchangeId()));
        if (gone.isEmpty() && missing * 100L <= (long) shrinkPercent.getAsInt() * alive.size()) {
            return Optional.empty();
        }
        return Optional.of("account " + account + ": contract list of " + DAY.format(day) + " not believed: " + missing
                + " of "
                + alive.size() + " contracts missing" + (gone.isEmpty() ? "" : ", all of " + String.join(", ", gone))
                + "; the last good list stays, new contracts are added (to believe it, delete "
                + directory.resolve(account)
                + ")");
    }

    private static List<Contract> alive(List<Contract> contracts, LocalDate day) {
        return contracts.stream()
                .filter(contract -> !ShouldList.isExpired(contract, DAY.format(day)))
                .toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
