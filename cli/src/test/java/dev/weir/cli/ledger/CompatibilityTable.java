package dev.weir.cli.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ledger as COMPATIBILITY.md shows it, between two marks: names grouped by place and state. */
final class CompatibilityTable {
    private static final String FROM = "<!-- ledger: written by ./dev golden ledger -->\n";
    private static final String TO = "<!-- end of the ledger -->\n";

    private CompatibilityTable() {}

    static String replaceIn(String document, List<Ledger> ledgers) {
        int from = document.indexOf(FROM);
        int to = document.indexOf(TO);
        if (from < 0 || to < from) {
            throw new IllegalStateException("COMPATIBILITY.md has no marks for the ledger");
        }
        return document.substring(0, from + FROM.length()) + of(ledgers) + document.substring(to);
    }

    private static String of(List<Ledger> ledgers) {
        StringBuilder text = new StringBuilder("\n| | rows | works | refused | not yet |\n|---|---:|---:|---:|---:|\n");
        for (Ledger ledger : ledgers) {
            long works = ledger.rows().stream()
                    .filter(row -> row.state().equals(Ledger.WORKS))
                    .count();
            long notYet = ledger.rows().stream()
                    .filter(row -> row.state().equals(Ledger.NOT_YET))
                    .count();
            int all = ledger.rows().size();
            text.append("| ")
                    .append(title(ledger))
                    .append(" | ")
                    .append(all)
                    .append(" | ")
                    .append(works)
                    .append(" | ")
                    .append(all - works - notYet)
                    .append(" | ")
                    .append(notYet)
                    .append(" |\n");
        }
        for (Ledger ledger : ledgers) {
            text.append("\n### ").append(title(ledger)).append("\n\n| where | state | names |\n|---|---|---|\n");
            Map<String, Map<String, List<String>>> byScope = ledger.rows().stream()
                    .collect(Collectors.groupingBy(
                            Ledger.Row::scope,
                            LinkedHashMap::new,
                            Collectors.groupingBy(
                                    Ledger.Row::state,
                                    LinkedHashMap::new,
                                    Collectors.mapping(Ledger.Row::name, Collectors.toList()))));
            byScope.forEach((scope, states) -> states.forEach((state, names) -> text.append("| ")
                    .append(scope)
                    .append(" | ")
                    .append(state)
                    .append(" | ")
                    .append(names.stream()
                            .map(name -> "`" + name.replace("|", "\\|") + "`")
                            .collect(Collectors.joining(", ")))
                    .append(" |\n")));
        }
        return text.append('\n').toString();
    }

    private static String title(Ledger ledger) {
        String words = ledger.name().replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
