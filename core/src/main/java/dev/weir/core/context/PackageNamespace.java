package dev.weir.core.context;

import dev.weir.jinja.value.PyMutableMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code dbt_utils} in {@code dbt_utils.star(…)}: the macros of one package, a dict as in dbt. Packages that test macros put
 * others in their place ({@code dbt_utils.update({"star": …})}), which holds for one node.
 */
final class PackageNamespace implements PyMutableMapping {
    private final String packageName;
    private final TemplateContext context;
    private final Map<Object, Object> put = new HashMap<>();

    PackageNamespace(String packageName, TemplateContext context) {
        this.packageName = packageName;
        this.context = context;
    }

    @Override
    public List<Object> keys() {
        List<Object> names = new ArrayList<>(context.catalog().namesIn(packageName));
        for (Object name : put.keySet()) {
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public int length() {
        return keys().size();
    }

    @Override
    public @Nullable Object item(Object key) {
        Object own = put.get(key);
        if (own != null || !(key instanceof String name)) {
            return own;
        }
        Object overridden = context.overridden(packageName, name);
        if (overridden != null) {
            return overridden;
        }
        return context.catalog()
                .findIn(packageName, name)
                .map(entry -> new MacroFunction(entry, context))
                .orElse(null);
    }

    @Override
    public void put(Object key, Object value) {
        put.put(key, value);
    }

    /** Only what was put is taken out: a package does not lose its macros. */
    @Override
    public @Nullable Object remove(Object key) {
        Object own = put.remove(key);
        return own != null ? own : item(key);
    }
}
