package io.ctpfeed.component;

import io.ctpfeed.tick.Contract;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Reads instruments from a message body: a collection or array of codes or contracts, or a text. Any thread. */
final class InstrumentIds {
    private InstrumentIds() {}

    /**
     * In the order given, each once.
     *
     * @param body a text is cut at commas and line ends; combination codes hold spaces, so these do not separate
     * @throws IllegalArgumentException one line that says what the body may be
     */
    static Set<String> from(Object body) {
        Stream<?> items;
        if (body instanceof Collection<?> collection) {
            items = collection.stream();
        } else if (body instanceof Object[] array) {
            items = Arrays.stream(array);
        } else if (body instanceof CharSequence text) {
            items = Arrays.stream(text.toString().split("[,\r\n]"));
        } else if (body instanceof Contract) {
            items = Stream.of(body);
        } else {
            throw refused(body);
        }
        Set<String> ids = new LinkedHashSet<>();
        items.map(InstrumentIds::id).filter(id -> !id.isEmpty()).forEach(ids::add);
        return ids;
    }

    private static String id(Object item) {
        if (item instanceof Contract contract) {
            return contract.instrumentId();
        }
        if (item instanceof CharSequence text) {
            return text.toString().strip();
        }
        throw refused(item);
    }

    private static IllegalArgumentException refused(Object body) {
        return new IllegalArgumentException("no instruments in a body of "
                + (body == null ? "null" : body.getClass().getName())
                + "; give a collection or array of codes or contracts, or a text of codes separated by comma or line");
    }
}
