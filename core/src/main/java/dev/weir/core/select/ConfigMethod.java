package dev.weir.core.select;

import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code config.a.b:value}: a config equals the value, or is a list that holds it; never a pattern. Exposures and functions
 * have no configs that count. Source: recorded cases of dbt 1.11.16.
 *
 * @param value a text; in a named selector also a boolean or a number
 */
record ConfigMethod(List<String> keys, Object value) implements SelectorMethod {
    @Override
    public boolean matches(Resource resource) {
        boolean counts = resource instanceof Node && !(resource instanceof FunctionNode);
        if (keys.isEmpty() || !(counts || resource instanceof SourceDefinition)) {
            return false;
        }
        @Nullable Object at = resource.config().values();
        for (String key : keys) {
            Optional<Object> next = at instanceof Map<?, ?> map ? Optional.ofNullable(map.get(key)) : Optional.empty();
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return holds(at);
    }

    private boolean holds(@Nullable Object found) {
        return switch (found) {
            case null -> false;
            case List<?> list -> list.stream().anyMatch(this::holds);
            case Boolean flag -> flag.toString().equalsIgnoreCase(String.valueOf(value));
            case String text ->
                keys.getLast().equals("severity") ? text.equalsIgnoreCase(String.valueOf(value)) : text.equals(value);
            case Object other -> other.equals(value);
        };
    }
}
