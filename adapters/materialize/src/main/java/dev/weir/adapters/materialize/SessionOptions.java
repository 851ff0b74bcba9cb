package dev.weir.adapters.materialize;

import dev.weir.adapter.Credentials;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The start-up parameters of a session: the application's name, and dbt's defaults with the profile's {@code options} over them. */
final class SessionOptions {
    static final String VERSION = "1.9.11";
    static final String APPLICATION_NAME = "dbt-materialize v" + VERSION;

    private SessionOptions() {}

    static Map<String, String> startup(Credentials credentials) {
        Map<String, String> startup = new LinkedHashMap<>();
        credentials.text("application_name").ifPresent(name -> startup.put("application_name", name));
        startup.put("options", options(credentials));
        return startup;
    }

    private static String options(Credentials credentials) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("auto_route_catalog_queries", "on");
        options.put("welcome_message", "off");
        options.put("current_object_missing_warnings", "off");
        if (credentials.values().get("options") instanceof Map<?, ?> own) {
            for (Map.Entry<?, ?> entry : own.entrySet()) {
                @Nullable Object value = entry.getValue();
                options.put(String.valueOf(entry.getKey()), String.valueOf(value));
            }
        }
        StringBuilder text = new StringBuilder();
        options.forEach((key, value) -> append(text, key, value));
        // Sent last, and twice when the options name it too: the later one wins.
        credentials
                .text("search_path")
                .filter(path -> !path.isEmpty())
                .ifPresent(path -> append(text, "search_path", path));
        return text.toString();
    }

    // intended: COMPATIBILITY #195
    private static void append(StringBuilder text, String key, String value) {
        text.append(text.isEmpty() ? "" : " ")
                .append("--")
                .append(key)
                .append('=')
                .append(value.replace("\\", "\\\\").replace(" ", "\\ "));
    }
}
