package dev.weir.core.parse;

import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.core.project.Behaviour;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code macros:} entries ⇒ macros with descriptions and arguments. Source: dbt docs, "Macro properties". */
final class MacroProperties {
    private final ParseScope scope;

    MacroProperties(ParseScope scope) {
        this.scope = scope;
    }

    Macro described(MacroEntry entry, List<String> calls) {
        Macro macro = entry.macro();
        Optional<PropertyBlock> block = scope.properties().find("macros", macro.packageName(), macro.name());
        if (block.isEmpty()) {
            return with(
                    macro,
                    calls,
                    "",
                    Map.of(),
                    true,
                    Optional.empty(),
                    validated() ? MacroArguments.ofCode(entry) : List.of());
        }
        PropertyBlock properties = block.get();
        Map<String, @Nullable Object> config = properties.map("config");
        Map<String, @Nullable Object> meta = new LinkedHashMap<>(properties.map("meta"));
        meta.putAll(SourceParser.map(config.get("meta")));
        Map<String, @Nullable Object> docs = new LinkedHashMap<>(properties.map("docs"));
        docs.putAll(SourceParser.map(config.get("docs")));
        return with(
                macro,
                calls,
                rendered(properties.text("description").orElse(""), macro),
                meta,
                !Boolean.FALSE.equals(docs.get("show")),
                Optional.of(properties.patchPath()),
                validated()
                        ? new MacroArguments(scope.findings()).checked(entry, properties, arguments(properties, macro))
                        : arguments(properties, macro));
    }

    private boolean validated() {
        return scope.request().chosen(Behaviour.VALIDATE_MACRO_ARGS);
    }

    private String rendered(String description, Macro macro) {
        return scope.docs()
                .render(description, macro.packageName(), macro.uniqueId(), scope.yamlScope(macro.packageName()))
                .text();
    }

    private List<Map<String, @Nullable Object>> arguments(PropertyBlock properties, Macro macro) {
        List<Map<String, @Nullable Object>> arguments = new ArrayList<>();
        for (Map<String, @Nullable Object> written :
                PropertyBlock.maps(properties.rendered().get("arguments"))) {
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            argument.put("name", written.get("name"));
            argument.put("type", written.get("type"));
            Object description = written.get("description");
            argument.put("description", description == null ? "" : rendered(String.valueOf(description), macro));
            arguments.add(argument);
        }
        return arguments;
    }

    private static Macro with(
            Macro macro,
            List<String> calls,
            String description,
            Map<String, @Nullable Object> meta,
            boolean show,
            Optional<String> patchPath,
            List<Map<String, @Nullable Object>> arguments) {
        return new Macro(
                macro.uniqueId(),
                macro.packageName(),
                macro.name(),
                macro.path(),
                macro.originalFilePath(),
                macro.source(),
                macro.start(),
                macro.end(),
                calls,
                description,
                meta,
                show,
                patchPath,
                arguments,
                macro.supportedLanguages(),
                macro.createdAt());
    }
}
