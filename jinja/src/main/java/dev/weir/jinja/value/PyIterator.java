package dev.weir.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A Python iterator: yields each item once; a second walk goes on where the first ended. Not for several threads. */
public class PyIterator implements PyObject, Iterator<Object> {
    private final String typeName;
    private final Iterator<Object> items;

    public PyIterator(String typeName, Iterator<Object> items) {
        this.typeName = typeName;
        this.items = items;
    }

    /** What Python calls a generator. */
    public static PyIterator generator(Iterator<Object> items) {
        return new PyIterator("generator", items);
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public @Nullable Iterator<Object> iterate() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return items.hasNext();
    }

    @Override
    public Object next() {
        if (!items.hasNext()) {
            throw new NoSuchElementException();
        }
        return items.next();
    }

    @Override
    public String repr() {
        return "<" + typeName + " object at 0x" + Integer.toHexString(System.identityHashCode(this)) + ">";
    }
}
