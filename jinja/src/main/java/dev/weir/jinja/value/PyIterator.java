package dev.weir.jinja.value;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Python iterator: yields each item once; a second walk goes on where the first ended. Not for several threads. */
public class PyIterator implements PyObject, Iterator<Object> {
    private final String typeName;
    private final Iterator<Object> items;

    public PyIterator(String typeName, Iterator<Object> items) {
        this.typeName = typeName;
        this.items = items;
    }

    /** What Python calls a generator, of the function of that name: nothing of it is done before the first item is asked for. */
    public static PyIterator generator(String function, Supplier<Iterator<Object>> body) {
        return new Generator(function, body);
    }

    private static final class Generator extends PyIterator {
        private final String function;
        private final Supplier<Iterator<Object>> body;
        private @Nullable Iterator<Object> started;

        Generator(String function, Supplier<Iterator<Object>> body) {
            super("generator", Collections.emptyIterator());
            this.function = function;
            this.body = body;
        }

        private Iterator<Object> started() {
            Iterator<Object> items = started == null ? body.get() : started;
            started = items;
            return items;
        }

        @Override
        public boolean hasNext() {
            return started().hasNext();
        }

        @Override
        public Object next() {
            return started().next();
        }

        @Override
        public String repr() {
            return "<generator object " + function + " at 0x" + Integer.toHexString(System.identityHashCode(this))
                    + ">";
        }
    }

    /** An iterator of whatever the supplier gives, when it is asked for, until it gives null. */
    public static PyIterator from(String typeName, Supplier<@Nullable Object> supplier) {
        return new PyIterator(typeName, new Iterator<>() {
            private @Nullable Object next;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (next == null && !ended) {
                    Limits.stopWhenInterrupted();
                    next = supplier.get();
                    ended = next == null;
                }
                return next != null;
            }

            @Override
            public Object next() {
                var _ = hasNext();
                var item = next;
                if (item == null) {
                    throw new NoSuchElementException();
                }
                next = null;
                return item;
            }
        });
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
