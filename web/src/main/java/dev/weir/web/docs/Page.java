package dev.weir.web.docs;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of a page, in order; what says nothing is left out. */
final class Page {
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Page put(String name, @Nullable Object value) {
        boolean nothing = switch (value) {
            case null -> true;
            case String text -> text.isEmpty();
            case Collection<?> items -> items.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Boolean truth -> !truth;
            case Optional<?> _ -> throw new IllegalArgumentException(name);
            default -> false;
        };
        if (!nothing) {
            members.put(name, value);
        }
        return this;
    }

    /** Even where it is empty. */
    Page keep(String name, Object value) {
        members.put(name, value);
        return this;
    }

    Page put(String name, Optional<?> value) {
        return put(name, value.orElse(null));
    }

    Map<String, @Nullable Object> members() {
        return members;
    }

    /** A link to a page. */
    static Map<String, String> link(String id) {
        return Map.of("id", id);
    }

    /** Links to pages; a single one is no list. */
    static Object links(List<String> ids) {
        return ids.size() == 1
                ? link(ids.getFirst())
                : ids.stream().map(Page::link).toList();
    }
}
