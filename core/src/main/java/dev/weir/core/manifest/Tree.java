package dev.weir.core.manifest;

import dev.weir.base.Ordered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plain tree in the shape of manifest v12 with a look at its members by kind; what is not of that kind is absent. Immutable. */
public record Tree(Map<String, @Nullable Object> members) {
    public static final Tree EMPTY = new Tree(Map.of());

    public Tree {
        members = Ordered.copyOf(members);
    }

    @SuppressWarnings("unchecked") // plain trees have text keys
    public static Tree of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new Tree((Map<String, @Nullable Object>) map) : EMPTY;
    }

    public Optional<Object> find(String key) {
        return Optional.ofNullable(members.get(key));
    }

    public Optional<String> text(String key) {
        return find(key).map(String::valueOf);
    }

    /** The text, or an empty one. */
    public String words(String key) {
        return text(key).orElse("");
    }

    public boolean flag(String key) {
        return Boolean.TRUE.equals(members.get(key));
    }

    public Optional<Tree> tree(String key) {
        return members.get(key) instanceof Map<?, ?> ? Optional.of(of(members.get(key))) : Optional.empty();
    }

    /** The members of a list that are trees. */
    public List<Tree> trees(String key) {
        List<Tree> trees = new ArrayList<>();
        if (members.get(key) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?>) {
                    trees.add(of(item));
                }
            }
        }
        return trees;
    }

    /** The members of a list as texts. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        if (members.get(key) instanceof List<?> list) {
            list.forEach(item -> texts.add(String.valueOf(item)));
        }
        return texts;
    }

    public Tree with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(members);
        changed.put(key, value);
        return new Tree(changed);
    }
}
