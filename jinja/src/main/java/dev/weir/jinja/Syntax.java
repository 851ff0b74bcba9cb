package dev.weir.jinja;

import dev.weir.jinja.filter.BuiltinFilters;
import dev.weir.jinja.filter.BuiltinTests;
import dev.weir.jinja.filter.Filter;
import dev.weir.jinja.filter.TemplateTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the language consists of beside Jinja's own: registered tags and filters. Immutable and thread-safe. */
public final class Syntax {
    /** Jinja alone. */
    public static final Syntax PLAIN = new Syntax(List.of(), Map.of());

    private final List<StatementTag> tags;
    private final Map<String, Filter> filters;

    public Syntax(List<StatementTag> tags, Map<String, Filter> filters) {
        this.tags = List.copyOf(tags);
        this.filters = Map.copyOf(filters);
    }

    @Nullable StatementTag tag(String name) {
        for (StatementTag tag : tags) {
            if (tag.tag().equals(name)) {
                return tag;
            }
        }
        return null;
    }

    boolean hasFilter(String name) {
        return filter(name) != null;
    }

    @Nullable Filter filter(String name) {
        Filter own = filters.get(name);
        return own != null ? own : BuiltinFilters.find(name);
    }

    boolean hasTest(String name) {
        return test(name) != null;
    }

    @Nullable TemplateTest test(String name) {
        return BuiltinTests.find(name);
    }
}
