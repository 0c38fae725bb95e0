package io.ctpfeed.ops.day;

import java.util.List;

/** Pieces of a page. Whatever text comes from outside is escaped here. Stateless. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A table; cells that are numbers stand to the right. */
    static String table(List<String> head, List<List<?>> rows) {
        StringBuilder table = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        for (int i = 0; i < head.size(); i++) {
            boolean number = !rows.isEmpty() && rows.get(0).get(i) instanceof Number;
            table.append(number ? "<th class=\"n\">" : "<th>")
                    .append(escape(head.get(i)))
                    .append("</th>");
        }
        table.append("</tr></thead><tbody>");
        for (List<?> row : rows) {
            table.append("<tr>");
            for (Object cell : row) {
                if (cell instanceof Long || cell instanceof Integer) {
                    table.append("<td class=\"n\">").append(Numbers.text(((Number) cell).longValue()));
                } else {
                    table.append(cell instanceof Number ? "<td class=\"n\">" : "<td>")
                            .append(escape(cell == null ? "–" : cell.toString()));
                }
                table.append("</td>");
            }
            table.append("</tr>");
        }
        return table.append("</tbody></table></div>").toString();
    }

    /** A figure with its name. @param kind good, bad or empty */
    static String tile(String name, String value, String kind) {
        return "<div class=\"tile " + kind + "\"><b>" + escape(value) + "</b>" + escape(name) + "</div>";
    }
}
