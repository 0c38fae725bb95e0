package io.ctpfeed.service.subscribe;

import io.ctpfeed.subscription.RunListener;
import io.ctpfeed.subscription.RunResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;

/** Subscription runs for routes: the bean {@code subscriptionRun} of routes/subscription.yaml. Any thread. */
public final class RouteRuns {
    private final Subscribing subscribing;
    private final ShouldLists lists;
    private final long listMillis;

    /** @param listMillis how long a should-list is waited for */
    public RouteRuns(Subscribing subscribing, CamelContext context, long listMillis) {
        this.subscribing = subscribing;
        this.lists = new ShouldLists(context);
        this.listMillis = listMillis;
    }

    /**
     * The last step of an account's route: a run that brings it to this list, on a thread of its own; none where the account
     * is not needed now.
     *
     * @return the list
     */
    public Collection<String> run(Collection<String> codes, String account) {
        if (lists.isNeeded(account)) {
            subscribing.start(Map.of(account, List.copyOf(codes)));
        }
        return codes;
    }

    /**
     * One run for several accounts, to its end: for other routes, such as the restart before the market opens.
     *
     * @param accounts one, or several with commas between them; null or empty: all that have a should-list
     * @throws TimeoutException if a list does not come, with the reason; the other accounts are subscribed first
     */
    public RunResult all(String accounts) throws InterruptedException, TimeoutException {
        ShouldLists.Answer answer = lists.of(
                accounts == null || accounts.isEmpty() ? lists.accounts() : List.of(accounts.split(",")), listMillis);
        RunResult result = subscribing.run(answer.lists(), null, RunListener.NONE, () -> false);
        if (!answer.failures().isEmpty()) {
            throw new TimeoutException("no should-list: " + answer.failures());
        }
        return result;
    }
}
