package dev.weir.jinja.value;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A value that is none of Python's plain types. Whoever implements it answers what it can: an answer of {@code null}
 * means "has no such thing", and the caller makes Python's error or undefined of it. Equality and hash are Java's own.
 */
public interface PyObject {
    /** The value of {@code object.name}; null when there is none. */
    default @Nullable Object attribute(String name) {
        return null;
    }

    /** The value of {@code object[key]}; null when there is none. */
    default @Nullable Object item(Object key) {
        return null;
    }

    /** Whether templates take it for a mapping ({@code x is mapping}). */
    default boolean mapping() {
        return false;
    }

    /** The name of the type as error texts have it. */
    String typeName();

    /** The same with the module in front, where the type is not a built-in one. */
    default String qualifiedTypeName() {
        return typeName();
    }

    default String str() {
        return repr();
    }

    default String repr() {
        return "<" + typeName() + " object>";
    }

    default boolean truth() {
        return length() != 0;
    }

    /** The number of items; negative when the object has no length. */
    default int length() {
        return -1;
    }

    /** The items in order; null when the object cannot be iterated. */
    default @Nullable Iterator<Object> iterate() {
        return null;
    }

    /** The items that {@code object[a:b]} is taken of, as a tuple; null when the object cannot be sliced. */
    default @Nullable PyTuple sliceable() {
        return null;
    }

    /** Whether {@code value in object}; null when the object's items have to be looked through. */
    default @Nullable Boolean contains(Object value) {
        return null;
    }

    /**
     * The result of an operator with this object on the left, or on the right when {@code reflected}; null when the two
     * do not go together.
     */
    default @Nullable Object operate(BinaryOperator operator, Object other, boolean reflected) {
        return null;
    }

    /** The result of a unary minus. */
    default @Nullable Object negated() {
        return null;
    }

    /** The result of a unary plus. */
    default @Nullable Object positive() {
        return null;
    }

    /** Less than, equal to or greater than zero as this sorts before, with or after the other; null: no order. */
    default @Nullable Integer order(Object other) {
        return null;
    }

    /** The text for a format spec ({@code "{:spec}"}); null when the type knows none of its own. */
    default @Nullable String format(String spec) {
        return null;
    }
}
