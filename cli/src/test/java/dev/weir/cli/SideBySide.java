package dev.weir.cli;

import dev.weir.core.project.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a command came to, in the lines that conformance/materializations.py writes for it. */
final class SideBySide {
    private static final Pattern LOOKUP = Pattern.compile(
            "^(select|with|show)\\b.*\\b(mz_(?!now\\b)\\w+|pg_\\w+|information_schema|current_database|current_role|current_user"
                    + "|has_system_privilege)\\b|^select count\\(\\*\\)from pg_namespace",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern NODE =
            Pattern.compile("^(model|seed|snapshot|test|unit_test|operation|source)\\..*", Pattern.DOTALL);
    private static final Set<String> SAID = Set.of(
            "JinjaLogInfo",
            "JinjaLogWarning",
            "RunningOperationCaughtError",
            "RunningOperationUncaughtError",
            "MainEncounteredError");
    private static final Set<String> NOT_SAID = Set.of(
            "MainReportVersion",
            "RunResultWarning",
            "RunResultError",
            "RunResultWarningMessage",
            "LogTestResult",
            "LogModelResult",
            "UnusedTables");

    private SideBySide() {}

    static String words(String text) {
        return String.join(" ", text.strip().split("\\s+"));
    }

    static String plain(String text) {
        return text.replaceAll("__dbt_tmp\\d{6,}", "__dbt_tmp<N>")
                .replaceAll("__dbt_sbq\\d+", "__dbt_sbq<N>")
                .replaceAll("\\[[su]\\d+( AS|\\])", "[<ID>$1");
    }

    static String squeezed(String sql) {
        String text = sql.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("--[^\\n]*", " ");
        text = words(text).replaceAll(" ?([(),;=]) ?", "$1");
        return plain(text.replaceAll(";+$", ""));
    }

    private static String line(String message, String folder) {
        String text = message.replaceAll("\\x1b\\[[0-9;]*m", "").replace(folder, "<FOLDER>");
        text = words(text).replaceAll("\\(macros/[\\w/.-]+(:\\d+:\\d+)?\\)", "(<MACRO>)");
        return plain(text.replaceAll("LINE \\d+:.*|> in macro .*", "")).strip();
    }

    /** @param folder the one that holds the project */
    static List<String> told(
            int exitCode,
            List<Map<?, ?>> events,
            List<?> results,
            List<SandboxUnderWatch.Sent> sent,
            List<String> changed,
            String folder) {
        List<String> lines = new ArrayList<>(List.of("exit " + exitCode));
        lines.addAll(said(events, folder));
        lines.addAll(outcomes(results, folder));
        lines.addAll(byNode(sent, events));
        lines.addAll(changed);
        return lines;
    }

    static List<Map<?, ?>> events(String log) {
        List<Map<?, ?>> events = new ArrayList<>();
        log.lines().filter(line -> line.startsWith("{")).forEach(line -> events.add((Map<?, ?>) JsonText.parse(line)));
        return events;
    }

    private static String text(Map<?, ?> event, String part, String key) {
        return String.valueOf(((Map<?, ?>) event.get(part)).get(key));
    }

    private static List<String> said(List<Map<?, ?>> events, String folder) {
        List<String> parsed = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (Map<?, ?> event : events) {
            String name = text(event, "info", "name");
            if (SAID.contains(name) || text(event, "info", "level").equals("warn") && !NOT_SAID.contains(name)) {
                String message = name.startsWith("JinjaLog") ? text(event, "data", "msg") : text(event, "info", "msg");
                (name.startsWith("Unsupported") ? parsed : later).add("said " + name + ": " + line(message, folder));
            }
        }
        parsed.sort(null);
        parsed.addAll(later);
        return parsed;
    }

    private static List<String> outcomes(List<?> results, String folder) {
        List<String> found = new ArrayList<>();
        for (Object each : results) {
            Map<?, ?> result = (Map<?, ?>) each;
            @Nullable Object failures = result.get("failures");
            @Nullable Object message = result.get("message");
            found.add((result.get("unique_id") + ": " + result.get("status")
                            + (failures == null ? "" : " (" + failures + " failures)") + " "
                            + line(message == null ? "" : String.valueOf(message), folder))
                    .stripTrailing());
        }
        found.sort(null);
        return found;
    }

    /** Each node's statements together; which node sent one is what the log of the command says, or the session. */
    private static List<String> byNode(List<SandboxUnderWatch.Sent> statements, List<Map<?, ?>> events) {
        List<String[]> asked = new ArrayList<>();
        for (Map<?, ?> event : events) {
            if (text(event, "info", "name").equals("SQLQuery")) {
                asked.add(new String[] {text(event, "data", "conn_name"), squeezed(text(event, "data", "sql"))});
            }
        }
        Map<Object, String> last = new HashMap<>();
        Map<String, List<String>> found = new TreeMap<>();
        for (SandboxUnderWatch.Sent each : statements) {
            String sent = each.text();
            for (String[] query : asked) {
                boolean same = query[1].equals(sent);
                if (same || sent.length() > 20 && query[1].contains(sent)) {
                    last.put(each.session(), NODE.matcher(query[0]).matches() ? query[0] : "");
                    if (same) {
                        asked.remove(query);
                    }
                    break;
                }
            }
            if (!sent.isEmpty() && !LOOKUP.matcher(sent).find()) {
                found.computeIfAbsent(last.getOrDefault(each.session(), ""), _ -> new ArrayList<>())
                        .add(sent + each.failure().map(state -> " -- " + state).orElse(""));
            }
        }
        List<String> lines = new ArrayList<>();
        TreeSet<String> schemas = new TreeSet<>();
        found.forEach((node, texts) -> texts.forEach(sent -> {
            if (node.isEmpty() && sent.startsWith("create schema if not exists")) {
                schemas.add("sent " + sent);
            } else {
                lines.add("sent " + (node.isEmpty() ? "" : node + ": ") + sent);
            }
        }));
        lines.addAll(0, schemas);
        return lines;
    }
}
