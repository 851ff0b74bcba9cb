package dev.weir.core.project;

import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyMutableMapping;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code target} in templates, a dict. Its {@code threads} differ from command to command and hardly a template reads them:
 * only what does so asks for them, so that {@code --threads} lets the rest of what was parsed stand.
 */
public final class TargetValue implements PyMutableMapping {
    /** The key that is asked for by itself. */
    public static final String THREADS = "threads";

    private final Map<String, @Nullable Object> target;
    private final PyDict values;

    public TargetValue(Map<String, @Nullable Object> target) {
        this.target = target;
        values = (PyDict) Values.fromData(target);
    }

    /** Stands for the threads of a target. */
    public static String threadsOf(Map<String, @Nullable Object> target) {
        return Questions.answer(Optional.ofNullable(target.get(THREADS)));
    }

    private void ask() {
        Questions.asked(Questions.Kind.THREADS, "", () -> threadsOf(target));
    }

    @Override
    public Iterable<Object> keys() {
        ask();
        return values.keySet();
    }

    @Override
    public int length() {
        return values.size();
    }

    @Override
    public @Nullable Object item(Object key) {
        if (THREADS.equals(key)) {
            ask();
        }
        return values.get(key);
    }

    @Override
    public void put(Object key, Object value) {
        values.put(key, value);
    }

    @Override
    public @Nullable Object remove(Object key) {
        ask();
        return values.remove(key);
    }
}
