package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.context.MacroEntry;
import dev.weir.jinja.MacroDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is described of a macro's arguments beside those it has, for projects with {@code validate_macro_args}. Source: dbt
 * docs, "arguments (for macros)"; recorded warnings.
 */
final class MacroArguments {
    private static final Set<String> PLAIN =
            Set.of("string", "str", "bool", "integer", "int", "float", "any", "relation", "column");

    private final Findings findings;

    MacroArguments(Findings findings) {
        this.findings = findings;
    }

    /** The arguments to show: those described, checked, or where there are none those of the code. */
    List<Map<String, @Nullable Object>> checked(
            MacroEntry entry, PropertyBlock block, List<Map<String, @Nullable Object>> described) {
        if (described.isEmpty()) {
            return ofCode(entry);
        }
        List<String> names = names(entry);
        for (int at = 0; at < Math.min(names.size(), described.size()); at++) {
            String written = String.valueOf(described.get(at).get("name"));
            if (!names.get(at).equals(written)) {
                warn(
                        block,
                        entry,
                        "Argument " + written + " in yaml for macro " + entry.name()
                                + " does not match the jinja definition.");
            }
        }
        if (names.size() != described.size()) {
            warn(
                    block,
                    entry,
                    "The number of arguments in the yaml for macro " + entry.name()
                            + " does not match the jinja definition.");
        }
        for (Map<String, @Nullable Object> argument : described) {
            if (argument.get("type") instanceof String type && !valid(type.strip())) {
                warn(
                        block,
                        entry,
                        "Argument " + argument.get("name") + " in the yaml for macro " + entry.name()
                                + " has an invalid type.");
            }
        }
        return described;
    }

    /** The arguments the code has. */
    static List<Map<String, @Nullable Object>> ofCode(MacroEntry entry) {
        List<Map<String, @Nullable Object>> arguments = new ArrayList<>();
        for (String name : names(entry)) {
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            argument.put("name", name);
            argument.put("type", null);
            argument.put("description", "");
            arguments.add(argument);
        }
        return arguments;
    }

    private static List<String> names(MacroEntry entry) {
        if (entry.name().startsWith("materialization_")) {
            return List.of("supported_languages"); // what dbt's own tag gives them
        }
        List<String> names = new ArrayList<>();
        for (MacroDefinition.Parameter parameter : entry.definition().parameters()) {
            names.add(parameter.name());
        }
        return names;
    }

    private static boolean valid(String type) {
        int open = type.indexOf('[');
        if (open < 0) {
            return PLAIN.contains(type);
        }
        if (!type.endsWith("]")) {
            return false;
        }
        String inner = type.substring(open + 1, type.length() - 1);
        return switch (type.substring(0, open).strip()) {
            case "list", "optional" -> valid(inner.strip());
            case "dict" -> {
                int comma = topLevelComma(inner);
                yield comma >= 0
                        && valid(inner.substring(0, comma).strip())
                        && valid(inner.substring(comma + 1).strip());
            }
            default -> false;
        };
    }

    private static int topLevelComma(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '[' -> depth++;
                case ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    private void warn(PropertyBlock block, MacroEntry entry, String words) {
        findings.warn(
                "InvalidMacroAnnotation",
                "I076",
                Diagnostic.of(DiagnosticCode.PAR_040, "macro \"" + block.name() + "\" is not described as it is")
                        .inWordsOfDbt(words)
                        .at(block.written().span()),
                Map.of(
                        "msg",
                        words,
                        "macro_unique_id",
                        entry.uniqueId(),
                        "macro_file_path",
                        entry.macro().originalFilePath()));
    }
}
