package io.ctpfeed.service;

import io.ctpfeed.config.AccountConfig;
import io.ctpfeed.service.subscribe.ContractLists;
import io.ctpfeed.session.MarketCalendar;
import io.ctpfeed.session.MarketTime;
import io.ctpfeed.source.Sources;
import io.ctpfeed.tick.EventSink;
import io.ctpfeed.tick.Instruments;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The contract lists of a service, made from its configuration. Any thread. */
final class Listing {
    private final FeedService.Request request;
    private final Sources sources;
    private final MarketCalendar calendar;
    private final boolean standIn;
    private final ContractLists lists;

    /** @throws ServiceException if the rules cannot be read */
    Listing(
            FeedService.Request request,
            Sources sources,
            Instruments instruments,
            EventSink events,
            MarketCalendar calendar,
            boolean standIn) {
        this.request = request;
        this.sources = sources;
        this.calendar = calendar;
        this.standIn = standIn;
        try {
            lists = new ContractLists(
                    request.configDir(),
                    request.config().ops().runDir().resolve(standIn ? "contracts-standin" : "contracts"),
                    request.config().subscription(),
                    instruments,
                    events,
                    this::tradingDay);
        } catch (IllegalArgumentException e) {
            throw new ServiceException(List.of(e.getMessage()));
        }
    }

    ContractLists lists() {
        return lists;
    }

    Set<String> accountsWithTrader() {
        return request.config().accounts().values().stream()
                .filter(account -> !account.traderFronts().isEmpty())
                .map(AccountConfig::name)
                .collect(Collectors.toSet());
    }

    /** The calendar's; an invented market has a day of its own, which its login says. */
    private LocalDate tradingDay(String account) {
        if (standIn) {
            String day = sources.source(account).status().tradingDay();
            return day.isEmpty() ? null : LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
        }
        return calendar.days().tradingDayAt(MarketTime.localNow());
    }
}
