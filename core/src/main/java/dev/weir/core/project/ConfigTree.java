package dev.weir.core.project;

import dev.weir.base.Ordered;
import dev.weir.base.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One configuring section: as written, with positions, and as rendered.
 *
 * @param key how the user spelled the section
 * @param written the positioned mapping; its keys may start with {@code +}
 * @param rendered the same tree with Jinja rendered, except hooks, which are rendered when they run
 */
public record ConfigTree(String key, YamlNode.Mapping written, Map<String, @Nullable Object> rendered) {
    public ConfigTree {
        rendered = Ordered.copyOf(rendered);
    }

    /** The positioned value at a path of keys. */
    public Optional<YamlNode> find(List<String> path) {
        YamlNode at = written;
        for (String step : path) {
            if (!(at instanceof YamlNode.Mapping mapping)) {
                return Optional.empty();
            }
            Optional<YamlNode> next = mapping.find(step);
            if (next.isEmpty()) {
                return next;
            }
            at = next.get();
        }
        return Optional.of(at);
    }
}
