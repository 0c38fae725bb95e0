package io.ctpfeed.service.duty;

import io.ctpfeed.session.DayPart;
import io.ctpfeed.session.MarketTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * What is due when, by the Quartz triggers of the running routes and the calendar, and a way to do it: for a process whose
 * clock is simulated, where Quartz, which goes by the machine's clock, would come at the wrong time. Any thread.
 *
 * <p>A trigger is known by its name: {@code quartz:GROUP/PART}, such as {@code quartz:restart/day}; more of a kind may be
 * called {@code day-early} and the like.
 */
public final class DutyRoster {
    private final Supplier<CamelContext> context;
    private final DayDuties duties;

    DutyRoster(Supplier<CamelContext> context, DayDuties duties) {
        this.context = context;
        this.duties = duties;
    }

    /**
     * What is due after the one and until the other moment, in order; the calendar has its say.
     *
     * @param after Asia/Shanghai, exclusive
     * @param until Asia/Shanghai, inclusive
     */
    public List<Due> dueBetween(LocalDateTime after, LocalDateTime until) {
        try {
            List<Due> due = new ArrayList<>();
            Scheduler scheduler =
                    context.get().getComponent("quartz", QuartzComponent.class).getScheduler();
            for (Duty duty : Duty.values()) {
                for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(duty.group()))) {
                    if (scheduler.getTrigger(key) instanceof CronTrigger trigger) {
                        add(due, duty, DayDuties.part(key.getName().split("-", 2)[0]), trigger, after, until);
                    }
                }
            }
            due.sort(Comparator.comparing(Due::at).thenComparing(Due::duty));
            return due;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler does not tell its triggers: " + e.getMessage(), e);
        }
    }

    /**
     * Does it now, whatever the clock says, as the trigger's route would.
     *
     * @return what its route answers: a {@link RestartResult}, a {@link Checkpoints.Result}, the report's path
     * @throws Exception what its route failed with
     */
    public Object run(Due due) throws Exception {
        return call(context.get(), due.duty().route(), exchange -> {
            exchange.getMessage().setHeader("part", due.part().name());
            exchange.getMessage().setHeader("checkpoint", Checkpoints.name(due.at()));
        });
    }

    static Object call(CamelContext context, String route, Processor request) throws Exception {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange answer = template.request(route, request);
            if (answer.getException() != null) {
                throw answer.getException();
            }
            return answer.getMessage().getBody();
        }
    }

    private void add(
            List<Due> due, Duty duty, DayPart part, CronTrigger trigger, LocalDateTime after, LocalDateTime until) {
        // The trigger began when its route did: a copy that began earlier knows days before that, too.
        Trigger copy = trigger.getTriggerBuilder().startAt(date(after)).build();
        Date last = date(until);
        for (Date at = copy.getFireTimeAfter(date(after));
                at != null && !at.after(last);
                at = copy.getFireTimeAfter(at)) {
            LocalDateTime local = LocalDateTime.ofInstant(at.toInstant(), MarketTime.ZONE);
            if (duties.isDue(part, local)) {
                due.add(new Due(duty, part, local));
            }
        }
    }

    private static Date date(LocalDateTime local) {
        return Date.from(local.atZone(MarketTime.ZONE).toInstant());
    }
}
