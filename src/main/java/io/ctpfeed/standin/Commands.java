package io.ctpfeed.standin;

import io.ctpfeed.standin.front.Front;
import io.ctpfeed.standin.front.RspInfo;
import io.ctpfeed.standin.front.TickFault;
import io.ctpfeed.standin.market.Pace;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The commands of the control port; words are separated by one space. {@code N} is a front's number, from 1.
 *
 * <pre>
 * addresses | report | report full | counts | clock | pace PACE | step FRAMES | grant TICKS | advance yyyy-MM-ddTHH:mm:ss | unlock
 * front N drop REASON             4097, 0x2001, ...; 0 just closes
 * front N half-open | stall MILLIS | refuse on|off | silent on|off | lag MILLIS | clear | check-md-logins on|off
 * front N pour COUNT               one tick, handed out so many times by the library
 * front N slow-login MILLIS | refuse-login ERROR TIMES TEXT
 * front N reject CODE;CODE | reject-next COUNT | swallow-acks NTH | several-last NTH
 * front N limit NAME VALUE
 * front N ticks skip|repeat|reorder|garble:KIND|alter:FIELD next|every COUNT [CODE]
 * </pre>
 */
final class Commands {
    private final StandIn standIn;

    Commands(StandIn standIn) {
        this.standIn = standIn;
    }

    Map<String, Object> run(String line) {
        String[] words = line.strip().split(" ");
        switch (words[0]) {
            case "addresses" -> {
                return ok(standIn.addresses());
            }
            case "report" -> {
                return ok(standIn.report(words.length > 1));
            }
            case "counts" -> {
                return ok(standIn.counts());
            }
            case "clock" -> {
                // said below
            }
            case "pace" -> standIn.clock().pace(Pace.parse(words[1]));
            case "step" -> standIn.clock().step(Integer.parseInt(words[1]));
            case "grant" -> standIn.clock().grant(Long.parseLong(words[1]));
            case "advance" -> standIn.clock().advanceTo(LocalDateTime.parse(words[1]));
            case "unlock" -> standIn.desk().unlock();
            case "front" -> {
                Front front = standIn.front(Integer.parseInt(words[1]));
                front(front, words[2], Arrays.copyOfRange(words, 3, words.length));
                return ok(front.report(false));
            }
            default -> throw new IllegalArgumentException("not a command");
        }
        return ok(clock());
    }

    private Map<String, Object> clock() {
        return Map.of(
                "marketTime", standIn.marketTime(),
                "tradingDay", standIn.clock().tradingDay().toString(),
                "pace", standIn.clock().pace().toString(),
                "position", standIn.clock().position());
    }

    private static void front(Front front, String command, String[] words) {
        switch (command) {
            case "report" -> {
                // every answer is one
            }
            case "drop" -> front.drop(Integer.decode(words[0]));
            case "half-open" -> front.halfOpen();
            case "stall" -> front.stall(number(words));
            case "refuse" -> front.refuseConnections(words[0].equals("on"));
            case "silent" -> front.silent(words[0].equals("on"));
            case "pour" -> front.pour(number(words));
            case "lag" -> front.lag(number(words));
            case "clear" -> front.clearFaults();
            case "check-md-logins" -> front.checkMarketDataLogins(words[0].equals("on"));
            case "slow-login" -> front.faults().slowLogin(number(words));
            case "refuse-login" -> front.faults()
                    .refuseLogin(new RspInfo(number(words), rest(words, 2)), Integer.parseInt(words[1]));
            case "reject" -> front.faults()
                    .rejectInstruments(List.of(rest(words, 0).split(";")));
            case "reject-next" -> front.faults().rejectInstruments(number(words));
            case "swallow-acks" -> front.faults().swallowAcknowledgements(number(words));
            case "several-last" -> front.faults().severalLast(number(words));
            case "limit" -> front.limits(front.limits().with(words[0], Integer.parseInt(words[1])));
            case "ticks" -> front.faults().ticks(tickFault(words));
            default -> throw new IllegalArgumentException("a front knows no '" + command + "'");
        }
    }

    private static TickFault tickFault(String[] words) {
        String[] what = words[0].split(":");
        TickFault.Kind kind = TickFault.Kind.valueOf(what[0].toUpperCase(Locale.ROOT));
        String detail = what.length > 1 ? what[1] : "";
        long count = Long.parseLong(words[2]);
        TickFault fault =
                words[1].equals("every") ? TickFault.every(kind, detail, count) : TickFault.next(kind, detail, count);
        return words.length > 3 ? fault.of(rest(words, 3)) : fault;
    }

    private static int number(String[] words) {
        return Integer.parseInt(words[0]);
    }

    private static String rest(String[] words, int from) {
        return String.join(" ", Arrays.copyOfRange(words, from, words.length));
    }

    private static Map<String, Object> ok(Map<String, Object> answer) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("ok", true);
        line.putAll(answer);
        return line;
    }
}
