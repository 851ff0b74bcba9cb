package dev.weir.cli;

import dev.weir.adapter.Adapter;
import dev.weir.core.engine.Versions;
import java.util.Comparator;
import java.util.List;

/** What {@code --version} shows, in dbt's layout. Nobody is asked whether something newer exists. */
final class VersionText {
    private VersionText() {}

    static String of(List<Adapter> adapters) {
        StringBuilder text = new StringBuilder("Core:\n  - installed: ")
                .append(Versions.DBT)
                .append("\n  - weir:      ")
                .append(Versions.WEIR)
                .append("\n\nPlugins:\n");
        int widest = adapters.stream()
                .mapToInt(adapter -> adapter.type().length())
                .max()
                .orElse(0);
        for (Adapter adapter :
                adapters.stream().sorted(Comparator.comparing(Adapter::type)).toList()) {
            text.append("  - ")
                    .append(adapter.type())
                    .append(": ")
                    .append(" ".repeat(widest - adapter.type().length()))
                    .append(adapter.version())
                    .append('\n');
        }
        return text.toString();
    }
}
