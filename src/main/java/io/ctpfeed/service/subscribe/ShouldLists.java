package io.ctpfeed.service.subscribe;

import io.ctpfeed.source.LineMode;
import io.ctpfeed.source.Lineup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;

/** Asks the routes {@code direct:should-list-ACCOUNT} for the accounts' should-lists, without a run. Any thread. */
public final class ShouldLists {
    private static final String PREFIX = "should-list-";
    private static final String ENDPOINT = "direct://" + PREFIX;

    /** @param lists codes by account; @param failures why there is none, by account */
    public record Answer(Map<String, Collection<String>> lists, Map<String, String> failures) {}

    private final CamelContext context;

    public ShouldLists(CamelContext context) {
        this.context = context;
    }

    /** Whether the account is to be connected now. */
    boolean isNeeded(String account) {
        Lineup lineup = context.getRegistry().findSingleByType(Lineup.class);
        return lineup == null || lineup.mode(account) != LineMode.OFF;
    }

    /** Accounts that have such a route, and are needed now. */
    public List<String> accounts() {
        List<String> accounts = new ArrayList<>();
        context.getRoutes().forEach(route -> {
            String uri = route.getEndpoint().getEndpointUri();
            if (uri.startsWith(ENDPOINT)) {
                accounts.add(uri.substring(ENDPOINT.length()).replaceAll("\\?.*", ""));
            }
        });
        return accounts.stream().filter(this::isNeeded).sorted().toList();
    }

    /** Asks side by side. @param millis after so long an account has failed */
    public Answer of(Collection<String> accounts, long millis) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.start();
            Map<String, CompletableFuture<List<?>>> asked = new TreeMap<>();
            accounts.forEach(name -> asked.put(name, ask(template, name).orTimeout(millis, TimeUnit.MILLISECONDS)));
            Map<String, Collection<String>> lists = new LinkedHashMap<>();
            Map<String, String> failures = new LinkedHashMap<>();
            asked.forEach((name, answer) -> {
                try {
                    lists.put(name, answer.join().stream().map(String::valueOf).toList());
                } catch (CompletionException e) {
                    failures.put(name, reason(e));
                }
            });
            return new Answer(lists, failures);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static CompletableFuture<List<?>> ask(ProducerTemplate template, String account) {
        return (CompletableFuture) template.asyncRequestBody("direct:" + PREFIX + account, "", List.class);
    }

    private static String reason(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last.getMessage() == null ? last.toString() : last.getMessage();
    }
}
