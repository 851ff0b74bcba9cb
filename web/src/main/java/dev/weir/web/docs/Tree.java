package dev.weir.web.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON, which nobody changes: there are so many that none is copied. What is absent, null or of another type than asked
 * for is empty.
 */
record Tree(Map<String, @Nullable Object> members) {
    static final Tree EMPTY = new Tree(Map.of());

    @SuppressWarnings("unchecked") // names in JSON are texts
    static Tree of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new Tree((Map<String, @Nullable Object>) map) : EMPTY;
    }

    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    /** Empty for an empty text, too. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** A text or a number, as text. */
    Optional<String> word(String name) {
        return members.get(name) instanceof Number number ? Optional.of(number.toString()) : text(name);
    }

    Optional<Number> number(String name) {
        return members.get(name) instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    Optional<Boolean> truth(String name) {
        return members.get(name) instanceof Boolean truth ? Optional.of(truth) : Optional.empty();
    }

    Tree tree(String name) {
        return of(members.get(name));
    }

    List<@Nullable Object> list(String name) {
        return members.get(name) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    /** The texts of a list; a single text is a list of one. */
    List<String> texts(String name) {
        return switch (members.get(name)) {
            case String text -> List.of(text);
            case List<?> list ->
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }

    List<Tree> trees(String name) {
        return list(name).stream().filter(Map.class::isInstance).map(Tree::of).toList();
    }
}
