package io.ctpfeed.ops.day;

import java.util.List;

/** Pieces of a page. Whatever text comes from outside is escaped here. Stateless. */
final class Html {
    private Html() {}

    /** For text and for attributes; what no page may hold becomes a question mark. */
    static String escape(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|[\\ud800-\\udfff\\ufffe\\uffff]", "?")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * A table; the first cell of a row is its head, cells that are numbers stand to the right.
     *
     * @param what it holds
     */
    static String table(String what, List<String> head, List<List<?>> rows) {
        StringBuilder table = new StringBuilder("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .append(escape(what))
                .append("\"><table><caption>")
                .append(escape(what))
                .append("</caption><thead><tr>");
        for (int i = 0; i < head.size(); i++) {
            boolean number = !rows.isEmpty() && rows.get(0).get(i) instanceof Number;
            table.append(number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
                    .append(escape(head.get(i)))
                    .append("</th>");
        }
        table.append("</tr></thead><tbody>");
        for (List<?> row : rows) {
            table.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                String kind = i == 0 ? "th" : "td";
                table.append('<')
                        .append(kind)
                        .append(i == 0 ? " scope=\"row\"" : "")
                        .append(row.get(i) instanceof Number ? " class=\"n\">" : ">")
                        .append(escape(text(row.get(i))))
                        .append("</")
                        .append(kind)
                        .append('>');
            }
            table.append("</tr>");
        }
        return table.append("</tbody></table></div>").toString();
    }

    /** A figure with its name. @param kind good, warn, bad or empty */
    static String tile(String name, String value, String kind) {
        return "<div class=\"tile " + kind + "\"><dt>" + escape(name) + "</dt><dd>" + escape(value) + "</dd></div>";
    }

    private static String text(Object cell) {
        if (cell instanceof Long || cell instanceof Integer) {
            return Numbers.text(((Number) cell).longValue());
        }
        return cell == null ? "–" : cell.toString();
    }
}
