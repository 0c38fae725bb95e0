package io.ctpfeed.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.ctpfeed.standin.StandInOptions;
import io.ctpfeed.standin.market.Market;
import io.ctpfeed.standin.market.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Stand-in fronts of one market, all in one process or each in its own: what has a process of its own can be stopped by the
 * operating system while the other goes on. One thread.
 */
public final class Fronts implements AutoCloseable {
    private final boolean apart;
    private final List<StandInProcess> processes = new ArrayList<>();

    private Fronts(StandInOptions options, boolean apart) throws IOException {
        this.apart = apart;
        try {
            for (int i = 0; i < (apart ? options.fronts() : 1); i++) {
                processes.add(new StandInProcess(apart ? options.withFronts(1) : options));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** All in one process, with one clock. */
    public static Fronts together(StandInOptions options) throws IOException {
        return new Fronts(options, false);
    }

    /** Each in its own, with the same ticks at nearly the same moments. */
    public static Fronts apart(StandInOptions options) throws IOException {
        return new Fronts(options, true);
    }

    /** @param front from 1 */
    public StandInProcess process(int front) {
        return processes.get(apart ? front - 1 : 0);
    }

    /** @param front from 1 */
    public String marketDataAddress(int front) {
        return process(front).marketDataAddress(apart ? 1 : front);
    }

    /** @param front from 1 */
    public String traderAddress(int front) {
        return process(front).traderAddress(apart ? 1 : front);
    }

    /** A command of the control port that is about one front. @param words what follows {@code front N} */
    public JsonNode front(int front, String words) {
        return process(front).command("front " + (apart ? 1 : front) + " " + words);
    }

    /** A command that is about the market, to each process. */
    public void command(String line) {
        processes.forEach(process -> process.command(line));
    }

    /** How far the market has gone, see {@link Position}: of several clocks the first's. */
    public long position() {
        return processes.stream().mapToLong(Fronts::position).max().orElseThrow();
    }

    /** Lets each clock that is behind the others catch up at once. */
    public void level(Market market) {
        long furthest = position();
        for (StandInProcess process : processes) {
            long behind = ticksBetween(position(process), furthest, market.size());
            if (behind > 0) {
                process.command("grant " + behind);
            }
        }
    }

    /** Ticks from one position to another, within a session in which every instrument ticks in each frame. */
    public static long ticksBetween(long from, long to, int instruments) {
        return (Position.frame(to) - Position.frame(from)) * instruments + Position.upTo(to) - Position.upTo(from);
    }

    @Override
    public void close() throws IOException {
        for (StandInProcess process : processes) {
            process.close();
        }
    }

    private static long position(StandInProcess process) {
        return process.command("clock").path("position").asLong();
    }
}
