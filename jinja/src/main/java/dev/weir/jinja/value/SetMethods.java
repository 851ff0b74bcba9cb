package dev.weir.jinja.value;

/** Methods and operators of sets. */
final class SetMethods {
    private SetMethods() {}

    static Object call(PySet set, String name, Arguments arguments) {
        throw PyError.attribute(name);
    }

    static Object operate(BinaryOperator operator, PySet left, PySet right) {
        throw PyError.type("sets");
    }

    static PySet difference(PySet left, PySet right) {
        PySet result = new PySet();
        left.stream().filter(item -> !right.contains(item)).forEach(result::add);
        return result;
    }
}
