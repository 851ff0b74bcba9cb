package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.TestArguments;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.project.YamlRenderer;
import dev.weir.jinja.JinjaParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What generic tests call: read off where macro and arguments are plain, else found by rendering their code. Thread-safe. */
final class TestCalls {
    private static final Set<String> READ_OFF = Set.of("macro.dbt.test_unique", "macro.dbt.test_not_null");

    private final ParseScope scope;
    private final Optional<MacroEntry> where;
    private final boolean plainWhere;

    TestCalls(ParseScope scope) {
        this.scope = scope;
        where = catalog().find("get_where_subquery", scope.rootProject().name());
        plainWhere = where.isPresent()
                && scope.request()
                        .adapter()
                        .builtInPackages()
                        .contains(where.get().macro().packageName())
                && scope.knowledge().calls(where.get()).stream().allMatch(this::builtIn);
    }

    private boolean builtIn(String macroId) {
        return catalog()
                .byUniqueId(macroId)
                .filter(entry -> scope.request()
                        .adapter()
                        .builtInPackages()
                        .contains(entry.macro().packageName()))
                .isPresent();
    }

    private MacroCatalog catalog() {
        return scope.contexts().catalog();
    }

    /** Whether calls of a test were read off its declaration, without code. */
    static boolean readOff(ParseCalls calls) {
        return !calls.macros().isEmpty() && READ_OFF.contains(calls.macros().getFirst());
    }

    ParseCalls of(
            TestTarget target,
            TestDeclaration declared,
            Identity identity,
            Map<String, @Nullable Object> kwargs,
            Map<String, @Nullable Object> config,
            String code) {
        String packageName = identity.packageName();
        Optional<MacroEntry> macro = declared.namespace().isPresent()
                ? catalog().findIn(declared.namespace().get(), "test_" + declared.name())
                : catalog().find("test_" + declared.name(), packageName);
        if (macro.isEmpty()) {
            warnOfUnknown(declared, packageName);
        }
        ParseCalls calls = new ParseCalls();
        macro.ifPresent(entry -> calls.addMacro(entry.uniqueId()));
        boolean fits = macro.isPresent() && scope.knowledge().takes(macro.get(), 0, names(kwargs));
        if (macro.isPresent() && READ_OFF.contains(macro.get().uniqueId())) {
            calls.addConfig(config);
            target.source().ifPresent(calls::addSource);
            target.ref().map(TestCalls::unquoted).ifPresent(calls::addRef);
            return calls;
        }
        if (fits && plainWhere && scope.knowledge().quiet(macro.get()) && plain(kwargs, calls)) {
            where.ifPresent(entry -> calls.addMacro(entry.uniqueId()));
            target.source().ifPresent(calls::addSource);
            target.ref().ifPresent(calls::addRef);
            // the reference counts the config of a test it renders twice, for its declaration and for its code: so do
            // tags
            calls.addConfig(TestConfigs.inCallOrder(config));
            calls.addConfig(config);
            return calls;
        }
        ParseCalls rendered = new ParseCalls();
        rendered.addConfig(TestConfigs.inCallOrder(config));
        macro.ifPresent(entry -> rendered.addMacro(entry.uniqueId()));
        render(identity, kwargs, code, rendered);
        return rendered;
    }

    /** A version is a text only where the code was rendered. */
    private static RefCall unquoted(RefCall ref) {
        return new RefCall(ref.name(), ref.packageName(), ref.version());
    }

    /** The keyword arguments the test macro is called with. */
    private static Set<String> names(Map<String, @Nullable Object> kwargs) {
        Set<String> names = new HashSet<>(kwargs.keySet());
        names.add("model");
        return names;
    }

    private void warnOfUnknown(TestDeclaration declared, String packageName) {
        Set<String> known = new TreeSet<>();
        for (MacroEntry entry : catalog().all()) {
            if (entry.name().startsWith("test_")) {
                known.add(entry.name().substring("test_".length()));
            }
        }
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PAR_026,
                        "test \"" + declared.name() + "\" does not exist in package \""
                                + declared.namespace().orElse(packageName) + "\"")
                .at(declared.place().span());
        scope.findings()
                .warn(NearestName.to(declared.name(), known)
                        .map(near -> finding.withHint("Did you mean \"" + near + "\"?"))
                        .orElse(finding));
    }

    /** Whether all arguments are literal or simple refs and sources, which are then recorded. */
    private boolean plain(Map<String, @Nullable Object> kwargs, ParseCalls calls) {
        List<RefCall> refs = new ArrayList<>();
        List<SourceCall> sources = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> argument : kwargs.entrySet()) {
            Object value = argument.getValue();
            if (argument.getKey().equals("model") || argument.getKey().equals("column_name")) {
                continue;
            }
            if (value instanceof String text && TestArguments.call(text)) {
                Optional<ParseCalls> inner =
                        StaticCode.reference(text, scope.rootProject().name(), scope.surroundings());
                if (inner.isEmpty() || !inner.get().macros().isEmpty()) {
                    return false;
                }
                refs.addAll(inner.get().refs());
                sources.addAll(inner.get().sources());
            } else if (templated(value)) {
                return false;
            }
        }
        refs.forEach(calls::addRef);
        sources.forEach(calls::addSource);
        return true;
    }

    private static boolean templated(@Nullable Object value) {
        return switch (value) {
            case String text -> YamlRenderer.hasJinja(text) || TestArguments.call(text);
            case List<?> list -> anyTemplated(list);
            case Map<?, ?> map -> anyTemplated(map.values());
            case null, default -> false;
        };
    }

    private static boolean anyTemplated(Collection<?> values) {
        for (Object value : values) {
            if (templated(value)) {
                return true;
            }
        }
        return false;
    }

    private void render(Identity identity, Map<String, @Nullable Object> kwargs, String code, ParseCalls calls) {
        String subject = "test " + identity.name() + " (" + identity.originalFilePath() + ")";
        TemplateContext context = scope.context(identity, subject, code, calls);
        try {
            TestArguments.render(kwargs, context);
            context.render(JinjaParser.parse(
                    new SourceText(identity.originalFilePath(), code),
                    scope.contexts().renderer().syntax()));
        } catch (WeirException failed) {
            throw ParseScope.within(failed, subject);
        }
    }
}
