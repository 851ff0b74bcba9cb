package dev.weir.web.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that are said by their position in a list. */
final class Numbers<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    int of(T value) {
        return numbers.computeIfAbsent(value, _ -> numbers.size());
    }

    /** -1 for an empty text. */
    int ofText(T value) {
        return value.equals("") ? -1 : of(value);
    }

    List<T> values() {
        return List.copyOf(numbers.keySet());
    }
}
