package dev.weir.core.context;

import dev.weir.base.Diagnostic;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.Globals;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.Template;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names one node's templates see: macros first (a project may override {@code ref}), then functions and values. Belongs
 * to one thread at a time; {@link #put} changes it as the node goes on ({@code sql}, {@code compiled_code}, hooks).
 */
public final class TemplateContext implements Globals {
    /** What a generic test takes from dbt also in a project that has macros of these names. Source: recorded manifests. */
    private static final Set<String> UNTOUCHED_BY_TESTS = Set.of("ref", "source", "config");

    private final Map<String, Object> members;
    private Map<String, Object> macros = new HashMap<>();
    private final MacroCatalog catalog;
    private final Renderer renderer;
    /** For the node's own code: while it is parsed, names may be missing in it, as in the reference; not so in macros. */
    private final Renderer own;

    private final NodeScope node;
    private final Phase phase;
    private final MacroListener listener;
    /** The package whose macros bare names mean first. */
    private String home;

    private int depth;
    private final List<Object> running = new ArrayList<>();

    /** Hears of every macro the node's own code calls directly. */
    interface MacroListener {
        void called(MacroEntry macro);
    }

    TemplateContext(
            Map<String, Object> members,
            MacroCatalog catalog,
            Renderer renderer,
            NodeScope node,
            Phase phase,
            MacroListener listener) {
        this.members = members;
        this.catalog = catalog;
        this.renderer = renderer;
        own = renderer.withLenient(phase == Phase.PARSE);
        this.node = node;
        home = node.packageName();
        this.phase = phase;
        this.listener = listener;
    }

    public NodeScope node() {
        return node;
    }

    public Phase phase() {
        return phase;
    }

    /** What renders the node's own code. */
    public Renderer renderer() {
        return own;
    }

    public MacroCatalog catalog() {
        return catalog;
    }

    @Override
    public @Nullable Object find(String name) {
        Object macro = macros.get(name);
        if (macro != null) {
            return macro;
        }
        if (members.containsKey(TestArguments.NAME) && UNTOUCHED_BY_TESTS.contains(name)) {
            return member(name);
        }
        Optional<MacroEntry> entry = catalog.find(name, home);
        if (entry.isPresent()) {
            Object function = new MacroFunction(entry.get(), this);
            macros.put(name, function);
            return function;
        }
        Object member = member(name);
        if (member == null && catalog.hasPackage(name)) {
            member = new PackageNamespace(name, this);
            members.put(name, member);
        }
        return member;
    }

    /** A function or value that is no macro, past any macro of that name; what {@code builtins} shows. */
    @Nullable
    Object member(String name) {
        Object member = members.get(name);
        if (member instanceof Deferred deferred) {
            member = deferred.make().get();
            members.put(name, member);
        }
        return member;
    }

    /** Every name a template finds, in no order that means anything. */
    List<Object> names() {
        Set<Object> names = new LinkedHashSet<>(members.keySet());
        for (MacroEntry macro : catalog.all()) {
            String name = macro.definition().name();
            if (catalog.find(name, home).isPresent()) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** Every function and value that is no macro, for {@code builtins}. */
    PyDict builtins() {
        PyDict builtins = new PyDict();
        for (String name : List.copyOf(members.keySet())) {
            Object member = name.equals("builtins") ? null : member(name);
            if (member != null) {
                builtins.put(name, member);
            }
        }
        return builtins;
    }

    /** Makes a macro, given by its name or by {@code package.name}, answer something else. */
    public void override(String name, Object value) {
        macros.put(name, value);
    }

    @Nullable
    Object overridden(String packageName, String name) {
        return macros.get(packageName + "." + name);
    }

    /** Sets a name for the rest of the node's way. */
    public void put(String name, Object value) {
        members.put(name, value);
    }

    /** What {@code context.update(…)} does: the name means the value from now on, also where a macro has it. */
    void replace(String name, Object value) {
        members.put(name, value);
        if (macros.containsKey(name) || catalog.find(name, home).isPresent()) {
            macros.put(name, value);
        }
    }

    @Nullable
    Object remove(String name) {
        Object found = find(name);
        macros.remove(name);
        members.remove(name);
        return found;
    }

    /** A text that is a template, rendered as part of the node. */
    String render(String text) {
        return render(JinjaParser.parse(new SourceText(node.subject(), text), own.syntax()));
    }

    public String render(Template template) {
        try {
            return own.render(template, this);
        } catch (WeirException failed) {
            throw hinted(failed);
        }
    }

    /** With the nearest name, when a name was not found. */
    private WeirException hinted(WeirException failed) {
        Diagnostic finding = failed.diagnostic();
        if (finding.missing().isEmpty() || finding.hint().isPresent()) {
            return failed;
        }
        List<String> names = names().stream().map(String::valueOf).toList();
        Optional<String> near = NearestName.to(finding.missing().get(), names);
        if (near.isEmpty()) {
            return failed;
        }
        List<Diagnostic> diagnostics = new ArrayList<>(failed.diagnostics());
        diagnostics.set(0, finding.withHint("Did you mean \"" + near.get() + "\"?"));
        return new WeirException(diagnostics, failed);
    }

    /** What a template yields that stands for the body of a macro: its text, or what it returns. */
    public Object renderBody(Template template) {
        return renderer.renderBody(template, this);
    }

    /** Calls a macro by bare name, as the node's code would. Empty when there is none. */
    public Optional<Object> callMacro(String name, Arguments arguments) {
        return catalog.find(name, home).map(entry -> new MacroFunction(entry, this).call(arguments));
    }

    /**
     * Calls a macro that a method of the adapter stands on ({@code drop_relation}, {@code list_relations_without_caching}). Unlike
     * for a template's own calls, packages may replace those of dbt, and the macro finds those of its own package by bare name.
     * Empty when there is none.
     */
    public Optional<Object> callForAdapter(String name, Arguments arguments) {
        MacroEntry entry = catalog.findForAdapter(name).orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        String own = entry.macro().packageName();
        String there = catalog.builtIn(own) ? catalog.rootProject() : own;
        if (there.equals(home)) {
            return Optional.of(new MacroFunction(entry, this).call(arguments));
        }
        String before = home;
        Map<String, Object> known = macros;
        macros = new HashMap<>();
        known.forEach((each, value) -> {
            if (!(value instanceof MacroFunction)) {
                macros.put(each, value);
            }
        });
        home = there;
        try {
            return Optional.of(new MacroFunction(entry, this).call(arguments));
        } finally {
            home = before;
            macros = known;
        }
    }

    /** The package whose macros bare names mean first. */
    String home() {
        return home;
    }

    /** What {@code adapter.dispatch(…)} yields. Throws {@code CMP-006} naming every place searched. */
    public PyCallable dispatch(Arguments arguments) {
        return RenderFunctions.dispatch(this, arguments);
    }

    /** A macro as a value of this context. */
    public PyCallable function(MacroEntry entry) {
        return new MacroFunction(entry, this);
    }

    Object call(MacroEntry entry, Arguments arguments) {
        if (depth == 0) {
            listener.called(entry);
        }
        depth++;
        running.add(entry.uniqueId());
        try {
            return renderer.call(entry.definition(), this, arguments);
        } catch (WeirException failed) {
            throw MacroTrace.through(hinted(failed), entry);
        } finally {
            depth--;
            running.removeLast();
        }
    }

    /** The unique ids of the macros that are running, the outermost first. */
    List<Object> running() {
        return List.copyOf(running);
    }

    /** Reports a macro that is referred to without being called, such as the target of a dispatch. */
    void refersTo(MacroEntry entry) {
        if (depth == 0) {
            listener.called(entry);
        }
    }
}
