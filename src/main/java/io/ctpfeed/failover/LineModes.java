package io.ctpfeed.failover;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import java.util.HashMap;
import java.util.Map;

/** What each line does, by its role and by which line is active. The failover's thread writes, any reads. */
final class LineModes implements Lineup {
    private final Map<String, Line> lines;
    private volatile Map<String, LineMode> modes = Map.of();

    /** @param lines by account */
    LineModes(Map<String, Line> lines) {
        this.lines = lines;
    }

    @Override
    public LineMode mode(String account) {
        return modes.getOrDefault(account, LineMode.HOT);
    }

    /**
     * @param active the line that is active
     * @param starting a cold line that is coming up, or going down; null: none
     * @param all whether lines that stand by are all as good as active
     */
    void set(String active, String starting, boolean all) {
        Map<String, LineMode> next = new HashMap<>();
        lines.forEach((account, line) -> next.put(account, mode(line, active, starting, all)));
        modes = Map.copyOf(next);
    }

    private static LineMode mode(Line line, String active, String starting, boolean all) {
        if (line.role() == Role.HOT || line.account().equals(active)) {
            return LineMode.HOT;
        }
        if (line.role() == Role.STANDBY) {
            return all ? LineMode.HOT : LineMode.HELD;
        }
        return line.account().equals(starting) ? LineMode.HELD : LineMode.OFF;
    }
}
