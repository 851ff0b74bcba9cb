package dev.weir.core.parse;

import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.jinja.MacroDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a macro's text tells without running it: which macros it may call, and whether running it while parsing could change
 * anything (a {@code ref}, a {@code config}, a message). Thread-safe.
 */
final class MacroKnowledge {
    /** Calls of these count as those of the functions, also where a project has macros of these names. Source: recorded manifests. */
    private static final Set<String> NEVER_MACROS = Set.of("ref", "source", "config");

    /** Names whose use makes a macro worth running while parsing. */
    private static final Set<String> LOUD = Set.of(
            "ref",
            "source",
            "config",
            "metric",
            "function",
            "builtins",
            "context",
            "graph",
            "model",
            "log",
            "print",
            "exceptions",
            "var",
            "env_var",
            "debug",
            "selected_resources",
            "pre_hooks",
            "post_hooks",
            "statement",
            "run_query",
            "load_result",
            "store_result",
            "caller",
            "invocation_args_dict",
            "doc");

    private static final Set<String> SILENT = Set.of(
            "return",
            "execute",
            "target",
            "this",
            "adapter",
            "api",
            "modules",
            "flags",
            "tojson",
            "fromjson",
            "toyaml",
            "fromyaml",
            "set",
            "set_strict",
            "zip",
            "zip_strict",
            "local_md5",
            "diff_of_two_dicts",
            "schema",
            "database",
            "dbt_version",
            "invocation_id",
            "run_started_at",
            "project_name",
            "range",
            "dict",
            "namespace",
            "loop",
            "joiner",
            "cycler",
            "varargs",
            "kwargs",
            "env",
            "thread_id",
            "true",
            "false",
            "none",
            "True",
            "False",
            "None",
            "not",
            "and",
            "or",
            "in",
            "is",
            "if",
            "else",
            "elif",
            "endif",
            "for",
            "endfor",
            "do",
            "call",
            "endcall",
            "filter",
            "endfilter",
            "macro",
            "endmacro",
            "test",
            "endtest",
            "endset",
            "with",
            "endwith",
            "recursive",
            "break",
            "continue",
            "raw",
            "endraw",
            "data_test",
            "enddata_test");
    /** Methods of {@code adapter} that only name or type things. */
    private static final Set<String> NAMING = Set.of("quote", "dispatch", "type", "quote_as_configured");

    private record Facts(List<String> calls, boolean quiet) {}

    private final MacroCatalog catalog;
    private final Map<String, Facts> facts = new ConcurrentHashMap<>();

    MacroKnowledge(MacroCatalog catalog) {
        this.catalog = catalog;
    }

    /** Unique ids of the macros a macro's text calls, as the reference records them: by name, and by literal dispatch. */
    List<String> calls(MacroEntry entry) {
        return facts(entry).calls;
    }

    /** Whether running the macro while parsing has no effect but its text. */
    boolean quiet(MacroEntry entry) {
        return quiet(entry, new HashMap<>());
    }

    /** Whether a call with so many positional and these keyword arguments fits the macro's head. */
    boolean takes(MacroEntry entry, int positional, Set<String> keywords) {
        entry.ask();
        List<MacroDefinition.Parameter> parameters = entry.definition().parameters();
        if (positional > parameters.size()) {
            return false;
        }
        Set<String> left = new HashSet<>();
        for (MacroDefinition.Parameter parameter : parameters.subList(positional, parameters.size())) {
            left.add(parameter.name());
        }
        return left.containsAll(keywords);
    }

    /** @param seen the macros on the way here as not quiet, as those that call each other without end are; others as they are */
    private boolean quiet(MacroEntry entry, Map<String, Boolean> seen) {
        Boolean known = seen.putIfAbsent(entry.uniqueId(), false);
        if (known != null) {
            return known;
        }
        Facts own = facts(entry);
        if (!own.quiet) {
            return false;
        }
        for (String call : own.calls) {
            Optional<MacroEntry> called = catalog.byUniqueId(call);
            if (called.isEmpty() || !quiet(called.get(), seen)) {
                return false;
            }
        }
        seen.put(entry.uniqueId(), true);
        return true;
    }

    private Facts facts(MacroEntry entry) {
        entry.ask();
        Facts known = facts.get(entry.uniqueId());
        if (known == null) {
            known = read(entry);
            facts.put(entry.uniqueId(), known);
        }
        return known;
    }

    private Facts read(MacroEntry entry) {
        Macro macro = entry.macro();
        String text = macro.source().text();
        int bodyStart = BlockFinder.endOfTag(text, macro.start() + 2, '%');
        Set<String> parameters = parameters(text, macro.start() + 2, bodyStart - 2);
        List<CodeScanner.Use> uses = CodeScanner.uses(text, bodyStart, macro.end());
        Set<String> calls = new LinkedHashSet<>();
        boolean quiet = true;
        for (CodeScanner.Use use : uses) {
            if (use.dispatch()) {
                if (use.texts().isEmpty() || use.moreArguments()) {
                    quiet = false;
                }
                dispatched(use, macro).stream()
                        .filter(id -> !id.equals(macro.uniqueId()))
                        .forEach(calls::add);
                continue;
            }
            if (use.called()) {
                called(use, macro).ifPresent(calls::add);
            }
            boolean itself = use.called() && use.name().equals(macro.name());
            quiet &= !itself && parameters.contains(use.name()) || silent(use, macro);
        }
        return new Facts(List.copyOf(calls), quiet);
    }

    /** Every word of the head, the tag and the name too: none of them means anything from outside within the body. */
    private static Set<String> parameters(String text, int from, int to) {
        Set<String> words = new HashSet<>();
        int at = from;
        while (at < to) {
            int start = at;
            while (at < to && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(text.substring(start, at));
            }
            at++;
        }
        return words;
    }

    private boolean silent(CodeScanner.Use use, Macro macro) {
        String name = use.name();
        if (name.equals("adapter")) {
            return use.path().size() > 1 && NAMING.contains(use.path().get(1));
        }
        return !LOUD.contains(name)
                && (SILENT.contains(name)
                        || !use.called()
                        || called(use, macro).isPresent()
                        || use.path().size() > 1);
    }

    private Optional<String> called(CodeScanner.Use use, Macro macro) {
        if (use.path().size() == 1) {
            return use.name().equals(macro.name()) || NEVER_MACROS.contains(use.name())
                    ? Optional.empty()
                    : catalog.find(use.name(), macro.packageName()).map(MacroEntry::uniqueId);
        }
        if (use.path().size() != 2) {
            return Optional.empty();
        }
        if (use.name().equals("builtins")) { // counted as a call of the project's macro of that name
            return catalog.find(use.path().get(1), macro.packageName()).map(MacroEntry::uniqueId);
        }
        return catalog.findIn(use.name(), use.path().get(1))
                .map(MacroEntry::uniqueId)
                .filter(id -> !id.equals(macro.uniqueId()));
    }

    private List<String> dispatched(CodeScanner.Use use, Macro macro) {
        List<String> found = new ArrayList<>(2);
        if (use.texts().isEmpty()) {
            return found;
        }
        String name = use.texts().getFirst();
        if (!name.equals(macro.name())) {
            catalog.find(name, macro.packageName()).map(MacroEntry::uniqueId).ifPresent(found::add);
        }
        if (catalog.dispatch(name, use.namespace(), macro.packageName())
                instanceof MacroCatalog.Dispatched.Found(MacroEntry implementation)) {
            found.add(implementation.uniqueId());
        }
        return found;
    }
}
