package dev.weir.jinja.value;

import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The value of a name, attribute or item that does not exist. Falsy, without items, rendered as nothing; arithmetic and
 * order with it are errors that say what was missing.
 *
 * <p>There are two kinds, as dbt has two environments. The <b>strict</b> one (used when nodes are compiled and YAML is
 * rendered) also refuses attributes, items and calls. The <b>lenient</b> one (used when a project is parsed, with {@code
 * capture_macros}) answers these with an undefined again. Source: recorded from dbt-common's environment.
 */
public final class Undefined implements PyObject {
    private final Object key;
    private final @Nullable String hint;
    private final @Nullable Object owner;
    private final String errorType;
    private final boolean lenient;

    private Undefined(Object key, @Nullable String hint, @Nullable Object owner, String errorType, boolean lenient) {
        this.key = key;
        this.hint = hint;
        this.owner = owner;
        this.errorType = errorType;
        this.lenient = lenient;
    }

    /** A variable that nobody defined. */
    public static Undefined variable(String name) {
        return new Undefined(name, null, null, "UndefinedError", false);
    }

    /** An attribute or a text key that the owner does not have. */
    public static Undefined attribute(Object owner, String name) {
        return new Undefined(name, null, owner, "UndefinedError", false);
    }

    /** An element that the owner does not have; the key is no text. */
    public static Undefined element(Object owner, Object key) {
        return new Undefined(key, null, owner, "UndefinedError", false);
    }

    /** Nothing, for a reason that has its own words. */
    public static Undefined because(String hint) {
        return new Undefined("None", hint, null, "UndefinedError", false);
    }

    /** An attribute that no template may see. */
    public static Undefined unsafe(Object owner, String name) {
        String type = Values.typeName(owner);
        return new Undefined(
                name,
                "access to attribute '" + name + "' of '" + type.substring(type.lastIndexOf('.') + 1)
                        + "' object is unsafe.",
                null,
                "SecurityError",
                false);
    }

    /** The same, answering attributes, items and calls with undefined instead of an error. */
    public Undefined lenient() {
        return lenient ? this : new Undefined(key, hint, null, "UndefinedError", true);
    }

    public boolean isLenient() {
        return lenient;
    }

    /** The name that was looked up; for an element, the text of its key. */
    public String name() {
        return Values.str(key);
    }

    /** The error for whatever this cannot do. */
    public PyError error() {
        return hint == null && owner == null && !lenient && key instanceof String name
                ? PyError.undefinedVariable(name, message())
                : new PyError(errorType, message());
    }

    /** What was missing, as Jinja words it. */
    public String message() {
        if (hint != null) {
            return hint;
        }
        if (owner == null) {
            return Values.repr(key) + " is undefined";
        }
        return key instanceof String name
                ? "'" + ownerName(owner) + "' has no attribute '" + name + "'"
                : ownerName(owner) + " has no element " + Values.repr(key);
    }

    private static String ownerName(Object owner) {
        return owner == None.NONE ? "None" : Values.qualifiedTypeName(owner) + " object";
    }

    @Override
    public Object attribute(String attribute) {
        if (!lenient) {
            throw error();
        }
        return switch (attribute) {
            case "name" -> key;
            case "hint" -> hint == null ? None.NONE : hint;
            case "node" -> None.NONE;
            case "unsafe_callable", "alters_data" -> false;
            default -> new Undefined(attribute, hint, null, "UndefinedError", true);
        };
    }

    @Override
    public Object item(Object key) {
        if (!lenient) {
            throw error();
        }
        return this;
    }

    /** What a call of it yields. */
    public Object call() {
        if (!lenient) {
            throw error();
        }
        return this;
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public String str() {
        return "";
    }

    @Override
    public String repr() {
        return "Undefined";
    }

    @Override
    public boolean truth() {
        return false;
    }

    @Override
    public int length() {
        return 0;
    }

    @Override
    public Iterator<Object> iterate() {
        return Collections.emptyIterator();
    }

    @Override
    public Object operate(BinaryOperator operator, Object other, boolean reflected) {
        throw error();
    }

    @Override
    public Object negated() {
        throw error();
    }

    @Override
    public Integer order(Object other) {
        throw error();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 0x5eed;
    }

    @Override
    public String toString() {
        return "Undefined(" + message() + ")";
    }
}
