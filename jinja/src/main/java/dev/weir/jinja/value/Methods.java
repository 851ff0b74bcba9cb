package dev.weir.jinja.value;

/** The methods of Python's plain values: which there are, and calling one. */
final class Methods {
    private Methods() {}

    static boolean has(Object target, String name) {
        if (target instanceof String) {
            return StrMethods.has(name);
        }
        return switch (target) {
            case String _ -> StrMethods.has(name);
            case PyDict _ -> DictMethods.has(name);
            case PyList _ -> ListMethods.has(name);
            case PyTuple _ -> name.equals("count") || name.equals("index");
            case PySet _ -> SetMethods.has(name);
            case Long _, Boolean _, java.math.BigInteger _, Double _, java.math.BigDecimal _ ->
                NumberMethods.has(target, name);
            default -> false;
        };
    }

    static Object call(Object target, String name, Arguments arguments) {
        if (target instanceof String text) {
            return StrMethods.call(text, name, arguments);
        }
        return switch (target) {
            case String text -> StrMethods.call(text, name, arguments);
            case PyDict dict -> DictMethods.call(dict, name, arguments);
            case PyList list -> ListMethods.call(list, name, arguments);
            case PyTuple tuple -> ListMethods.callTuple(tuple, name, arguments);
            case PySet set -> SetMethods.call(set, name, arguments);
            default -> NumberMethods.call(target, name, arguments);
        };
    }
}
