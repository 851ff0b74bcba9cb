package dev.weir.jinja;

import dev.weir.jinja.filter.BuiltinFilters;
import dev.weir.jinja.filter.BuiltinTests;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.TemplateTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the language consists of beside Jinja's own: registered tags and filters, and the prefix that a macro's name gets where
 * its template binds it. Immutable and thread-safe.
 */
public final class Syntax {
    /** Jinja alone. */
    public static final Syntax PLAIN = new Syntax(List.of(), Map.of());

    private final List<StatementTag> tags;
    private final Map<String, Filter> filters;
    private final String macroPrefix;

    public Syntax(List<StatementTag> tags, Map<String, Filter> filters) {
        this(List.copyOf(tags), Map.copyOf(filters), "");
    }

    private Syntax(List<StatementTag> tags, Map<String, Filter> filters, String macroPrefix) {
        this.tags = tags;
        this.filters = filters;
        this.macroPrefix = macroPrefix;
    }

    /**
     * The same, with macros bound under a prefix: {@code {% macro x() %}} is called as {@code prefix_x()} within its own
     * template. {@link MacroDefinition#name()} has no prefix.
     */
    public Syntax withMacroPrefix(String prefix) {
        return new Syntax(tags, filters, prefix);
    }

    @Nullable
    StatementTag tag(String name) {
        for (StatementTag tag : tags) {
            if (tag.tag().equals(name)) {
                return tag;
            }
        }
        return null;
    }

    String macroPrefix() {
        return macroPrefix;
    }

    @Nullable
    Filter filter(String name) {
        Filter own = filters.get(name);
        return own != null ? own : BuiltinFilters.find(name);
    }

    /** The names of all filters, for hints. */
    List<String> filterNames() {
        List<String> names = new ArrayList<>(filters.keySet());
        Collections.sort(names);
        names.addAll(BuiltinFilters.NAMES);
        return names;
    }

    @Nullable
    TemplateTest test(String name) {
        return BuiltinTests.find(name);
    }
}
