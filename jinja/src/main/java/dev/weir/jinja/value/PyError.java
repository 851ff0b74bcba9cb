package dev.weir.jinja.value;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Python exception on its way to whoever called: the type's name and the message, both exactly as Python has them. The
 * renderer adds the position and turns it into a diagnostic. Carries no stack trace.
 */
public final class PyError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String typeName;
    private final String message;
    private final @Nullable String missing;

    public PyError(String typeName, String message) {
        this(typeName, message, null);
    }

    private PyError(String typeName, String message, @Nullable String missing) {
        super(message, null, false, false);
        this.typeName = typeName;
        this.message = message;
        this.missing = missing;
    }

    /** An error about a variable that nobody defined. */
    static PyError undefinedVariable(String name, String message) {
        return new PyError("UndefinedError", message, name);
    }

    /** The variable that nobody defined, where that is the error. */
    public Optional<String> missing() {
        return Optional.ofNullable(missing);
    }

    public static PyError type(String message) {
        return new PyError("TypeError", message);
    }

    public static PyError value(String message) {
        return new PyError("ValueError", message);
    }

    public static PyError undefined(String message) {
        return new PyError("UndefinedError", message);
    }

    public static PyError index(String message) {
        return new PyError("IndexError", message);
    }

    public static PyError attribute(String message) {
        return new PyError("AttributeError", message);
    }

    /** A KeyError; its message is the repr of the key. */
    public static PyError key(Object key) {
        return new PyError("KeyError", Values.repr(key));
    }

    public static PyError overflow(String message) {
        return new PyError("OverflowError", message);
    }

    public static PyError zeroDivision(String message) {
        return new PyError("ZeroDivisionError", message);
    }

    /** Such as {@code "TypeError"}. */
    public String typeName() {
        return typeName;
    }

    public String message() {
        return message;
    }

    /** As the last line of Python's traceback: {@code TypeError: message}. */
    @Override
    public String toString() {
        return typeName + ": " + message;
    }
}
