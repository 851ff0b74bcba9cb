package dev.weir.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every change that a deployment sends, in order. */
record Plan(List<Planned> statements) {
    Plan {
        statements = List.copyOf(statements);
    }

    /**
     * @param step the part of the deployment: {@code "init"}, {@code "build"}, …
     * @param sender the node or operation
     * @param sql without query comment
     */
    record Planned(String step, String sender, String sql) {
        private List<String> content() {
            return List.of(step, sql);
        }
    }

    Set<String> texts(String step) {
        Set<String> texts = new LinkedHashSet<>();
        statements.stream().filter(each -> each.step().equals(step)).forEach(each -> texts.add(each.sql()));
        return texts;
    }

    /** For people and {@code psql}. */
    String text() {
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (Planned each : statements) {
            String now = "-- " + each.step() + ": " + each.sender();
            if (!now.equals(heading)) {
                text.append(text.isEmpty() ? "" : "\n").append(now).append('\n');
                heading = now;
            }
            text.append(each.sql()).append(";\n");
        }
        return text.toString().stripTrailing();
    }

    /** For programs: {@code [{"step", "sender", "sql"}]}. */
    List<@Nullable Object> data() {
        List<@Nullable Object> list = new ArrayList<>();
        for (Planned each : statements) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("step", each.step());
            one.put("sender", each.sender());
            one.put("sql", each.sql());
            list.add(one);
        }
        return list;
    }

    /** From what {@link #data} yields. */
    static Plan of(List<?> data) {
        return new Plan(data.stream()
                .map(each -> (Map<?, ?>) each)
                .map(each -> new Planned(text(each, "step"), text(each, "sender"), text(each, "sql")))
                .toList());
    }

    private static String text(Map<?, ?> data, String key) {
        return String.valueOf(data.get(key));
    }

    /** What this plan has and another has not, as often as it has it; the order does not count, threads change it. */
    List<Planned> without(Plan other) {
        List<List<String>> theirs =
                new ArrayList<>(other.statements.stream().map(Planned::content).toList());
        return statements.stream()
                .filter(each -> !theirs.remove(each.content()))
                .toList();
    }
}
