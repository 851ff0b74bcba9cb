package dev.weir.jinja.value;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A dict-like view of something that should not be copied, such as the whole graph of a project: implement the keys and
 * the look-up, and the methods of dict follow.
 */
public interface PyMapping extends PyObject {
    /** The keys in order. */
    Iterable<Object> keys();

    @Override
    @Nullable
    Object item(Object key);

    @Override
    int length();

    @Override
    default boolean mapping() {
        return true;
    }

    @Override
    default String typeName() {
        return "dict";
    }

    @Override
    default Iterator<Object> iterate() {
        return keys().iterator();
    }

    @Override
    default Boolean contains(Object value) {
        return item(value) != null;
    }

    @Override
    default String repr() {
        return Values.repr(toDict());
    }

    @Override
    default @Nullable Object attribute(String name) {
        return MappingMethods.find(this, name);
    }

    /** A dict with the same items, in the same order. */
    default PyDict toDict() {
        var dict = new PyDict();
        for (var key : keys()) {
            var value = item(key);
            if (value != null) {
                dict.put(key, value);
            }
        }
        return dict;
    }
}
