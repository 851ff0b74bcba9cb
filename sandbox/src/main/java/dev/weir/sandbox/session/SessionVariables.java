package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.SqlError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a session, with Materialize's names and defaults. Source: Materialize docs, "SHOW" and "Configuration
 * parameters". One thread.
 */
final class SessionVariables {
    /** What the sandbox says it is: the server whose behaviour it follows. */
    static final String MZ_VERSION = "v26.35.0 (weir-sandbox)";

    private static final Map<String, String> DEFAULTS = defaults();
    private static final List<String> READ_ONLY =
            List.of("server_version", "server_version_num", "mz_version", "is_superuser", "integer_datetimes");

    /** A name in double quotes, or what stands between commas. */
    private static final Pattern PATH_PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,\"]+)");

    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*(B|kB|KB|MB|GB|TB)?");
    private static final Pattern DURATION = Pattern.compile("\\d+(\\.\\d+)?\\s*[A-Za-z]*");

    private final Map<String, String> initial = new LinkedHashMap<>(DEFAULTS);
    private Map<String, String> values = new LinkedHashMap<>();
    private Map<String, String> beforeTransaction = Map.of();
    private final Map<String, Optional<String>> beforeLocal = new LinkedHashMap<>();

    /** From the most talkative to the quietest. */
    private static final List<String> LEVELS =
            List.of("debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error");

    private static Map<String, String> defaults() {
        var defaults = new LinkedHashMap<String, String>();
        defaults.put("application_name", "");
        defaults.put("auto_route_catalog_queries", "on");
        defaults.put("client_encoding", "UTF8");
        defaults.put("client_min_messages", "notice");
        defaults.put("cluster", "quickstart");
        defaults.put("cluster_replica", "");
        defaults.put("current_object_missing_warnings", "on");
        defaults.put("database", "materialize");
        defaults.put("DateStyle", "ISO, MDY");
        defaults.put("default_cluster_replication_factor", "1");
        defaults.put("emit_introspection_query_notice", "on");
        defaults.put("emit_plan_insights_notice", "off");
        defaults.put("emit_timestamp_notice", "off");
        defaults.put("emit_trace_id_notice", "off");
        defaults.put("extra_float_digits", "3");
        defaults.put("idle_in_transaction_session_timeout", "2 min");
        defaults.put("integer_datetimes", "on");
        defaults.put("IntervalStyle", "postgres");
        defaults.put("is_superuser", "on");
        defaults.put("max_identifier_length", "255");
        defaults.put("max_query_result_size", "1GB");
        defaults.put("mz_version", MZ_VERSION);
        defaults.put("real_time_recency", "off");
        defaults.put("real_time_recency_timeout", "10 s");
        defaults.put("search_path", "public");
        defaults.put("server_version", "9.5.0");
        defaults.put("server_version_num", "90500");
        defaults.put("sql_safe_updates", "off");
        defaults.put("standard_conforming_strings", "on");
        defaults.put("statement_logging_sample_rate", "0.01");
        defaults.put("statement_timeout", "1 min");
        defaults.put("TimeZone", "UTC");
        defaults.put("transaction_isolation", "strict serializable");
        defaults.put("welcome_message", "on");
        return defaults;
    }

    /** The name as shown for one in any letter case; {@code schema} is another word for {@code search_path}. */
    static Optional<String> canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("schema")) return Optional.of("search_path");
        if (lower.equals("auto_route_introspection_queries")) return Optional.of("auto_route_catalog_queries");
        for (String known : DEFAULTS.keySet()) {
            if (known.toLowerCase(Locale.ROOT).equals(lower)) return Optional.of(known);
        }
        return Optional.empty();
    }

    String value(String canonical) {
        String value = values.get(canonical);
        return value != null ? value : initial.getOrDefault(canonical, "");
    }

    String require(String name) {
        return canonical(name).orElseThrow(() -> unknown(name));
    }

    /** Sets a variable; an empty value means its default. */
    void set(String name, Optional<String> value) {
        String canonical = require(name);
        beforeLocal.remove(canonical);
        if (READ_ONLY.contains(canonical) && value.isPresent()) {
            if (canonical.equals("integer_datetimes")) throw onlyTo(canonical, "on");
            throw SqlError.of("55P02", "parameter \"" + canonical + "\" cannot be changed");
        }
        if (value.isEmpty()) {
            values.remove(canonical);
        } else {
            values.put(canonical, checked(canonical, value.get()));
        }
    }

    /** Sets a variable until the transaction ends. */
    void setLocal(String name, Optional<String> value) {
        String canonical = require(name);
        Optional<String> before = beforeLocal.getOrDefault(canonical, Optional.ofNullable(values.get(canonical)));
        set(name, value);
        beforeLocal.put(canonical, before);
    }

    /** Takes back what was set for the transaction that has ended; the names of those variables. */
    List<String> endLocals() {
        if (beforeLocal.isEmpty()) return List.of();
        for (var local : beforeLocal.entrySet()) {
            local.getValue()
                    .ifPresentOrElse(value -> values.put(local.getKey(), value), () -> values.remove(local.getKey()));
        }
        List<String> names = List.copyOf(beforeLocal.keySet());
        beforeLocal.clear();
        return names;
    }

    /** Whether the client wants to hear of messages of a severity. */
    boolean shows(String severity) {
        String least = value("client_min_messages");
        int wanted = LEVELS.indexOf(least.equals("info") ? "log" : least);
        int given = LEVELS.indexOf(severity.toLowerCase(Locale.ROOT));
        return given < 0 || given >= wanted;
    }

    /** A value from the startup packet, which RESET returns to. */
    void setInitial(String name, String value) {
        String canonical = require(name);
        if (!READ_ONLY.contains(canonical)) initial.put(canonical, checked(canonical, value));
    }

    /** A value from the startup packet turns out not to hold. */
    void forgetInitial(String canonical) {
        initial.put(canonical, DEFAULTS.getOrDefault(canonical, ""));
    }

    /** What {@code is_superuser} shows. */
    void superuser(boolean superuser) {
        initial.put("is_superuser", superuser ? "on" : "off");
    }

    void resetAll() {
        values.clear();
    }

    void beginTransaction() {
        beforeTransaction = Map.copyOf(values);
    }

    void rollback() {
        beforeLocal.clear();
        values = new LinkedHashMap<>(beforeTransaction);
    }

    /** Schemas of the search path, in order, unquoted. */
    List<String> searchPath() {
        return schemas(value("search_path"));
    }

    private static List<String> schemas(String path) {
        var schemas = new ArrayList<String>();
        Matcher part = PATH_PART.matcher(path);
        while (part.find()) {
            String quoted = part.group(1);
            String schema = quoted == null ? part.group(2).strip() : quoted.replace("\"\"", "\"");
            if (!schema.isEmpty()) schemas.add(schema);
        }
        return schemas;
    }

    Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        for (String name : DEFAULTS.keySet()) all.put(name, value(name));
        return all;
    }

    static SqlError unknown(String name) {
        return SqlError.of("42704", "unrecognized configuration parameter \"" + name + '"');
    }

    private static String checked(String canonical, String value) {
        return switch (canonical) {
            case "client_encoding" -> {
                String encoding = value.toLowerCase(Locale.ROOT).replace("-", "");
                if (!encoding.equals("utf8") && !encoding.equals("unicode")) throw invalid(canonical, value);
                yield "UTF8";
            }
            case "standard_conforming_strings" -> {
                if (!truth(canonical, value)) throw onlyTo(canonical, "on");
                yield "on";
            }
            case "auto_route_catalog_queries",
                    "current_object_missing_warnings",
                    "welcome_message",
                    "emit_timestamp_notice",
                    "emit_trace_id_notice",
                    "emit_plan_insights_notice",
                    "emit_introspection_query_notice",
                    "sql_safe_updates" -> truth(canonical, value) ? "on" : "off";
            case "real_time_recency" -> {
                if (truth(canonical, value)) {
                    throw SqlError.unsupported("real_time_recency", "Rows are always fresh here; leave it off.");
                }
                yield "off";
            }
            case "client_min_messages" -> {
                String level = value.toLowerCase(Locale.ROOT);
                if (level.equals("debug")) yield "debug2";
                if (level.equals("info")) yield level;
                if (!LEVELS.contains(level)) {
                    throw invalid(canonical, value).withHint("Available values: " + String.join(", ", LEVELS) + ".");
                }
                yield level;
            }
            case "DateStyle" -> {
                for (String word : value.toLowerCase(Locale.ROOT).split("[,\"\\s]+", -1)) {
                    if (!List.of("", "iso", "mdy").contains(word)) throw onlyTo(canonical, "ISO, MDY");
                }
                yield "ISO, MDY";
            }
            case "IntervalStyle" -> {
                if (!value.equalsIgnoreCase("postgres")) throw invalid(canonical, value);
                yield "postgres";
            }
            case "transaction_isolation" ->
                switch (value.toLowerCase(Locale.ROOT)) {
                    case "read uncommitted", "read committed", "repeatable read", "serializable" -> "serializable";
                    case "strict serializable", "strong session serializable" -> value.toLowerCase(Locale.ROOT);
                    default -> throw invalid(canonical, value);
                };
            case "idle_in_transaction_session_timeout", "statement_timeout", "real_time_recency_timeout" -> {
                if (!DURATION.matcher(value).matches()) throw required(canonical, "duration");
                yield value;
            }
            case "max_query_result_size" -> bytes(canonical, value);
            case "search_path" ->
                schemas(value).stream()
                        .map(schema -> schema.matches("[a-z_][a-z0-9_$]*") ? schema : Quoted.identifier(schema))
                        .collect(java.util.stream.Collectors.joining(", "));
            case "statement_logging_sample_rate" -> {
                if (!value.matches("0(\\.\\d+)?|1(\\.0+)?|\\.\\d+")) {
                    throw SqlError.of(
                            "22023",
                            "parameter \"" + canonical + "\" cannot have value \"" + value
                                    + "\": only supports values in range 0.0..=1.0");
                }
                yield value;
            }
            default -> value;
        };
    }

    /** In the largest unit that divides it. */
    private static String bytes(String canonical, String value) {
        Matcher size = SIZE.matcher(value.strip());
        if (!size.matches()) throw required(canonical, "unsigned integer");
        List<String> units = List.of("B", "kB", "MB", "GB", "TB");
        String given = size.group(2) == null ? "B" : size.group(2);
        int unit = units.indexOf(given.equals("KB") ? "kB" : given);
        long count = Long.parseLong(size.group(1));
        while (count > 0 && count % 1024 == 0 && unit + 1 < units.size()) {
            count /= 1024;
            unit++;
        }
        return count + units.get(unit);
    }

    private static SqlError onlyTo(String canonical, String value) {
        return SqlError.of("22023", "parameter \"" + canonical + "\" can only be set to \"" + value + '"');
    }

    private static SqlError required(String canonical, String kind) {
        return SqlError.of("22023", "parameter \"" + canonical + "\" requires a \"" + kind + "\" value");
    }

    private static boolean truth(String canonical, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "t", "yes", "1" -> true;
            case "off", "false", "f", "no", "0" -> false;
            default -> throw required(canonical, "boolean");
        };
    }

    private static SqlError invalid(String canonical, String value) {
        return SqlError.of("22023", "invalid value for parameter \"" + canonical + "\": \"" + value + '"');
    }
}
