package dev.weir.jinja.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a function, and how arguments are matched to them, with Python's errors. Immutable; make it once and
 * keep it.
 */
public final class Signature {
    private final String function;
    private final String[] names;
    private final @Nullable Object[] defaults;
    private final boolean[] required;
    private final boolean takesMore;
    private final boolean takesKeywords;
    private final int positionalCount;
    private String missingOf = "";
    private String unknownOf = "";

    private Signature(String function, String... parameters) {
        this.function = function;
        List<String> found = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        List<Boolean> needed = new ArrayList<>();
        boolean more = false;
        boolean keywords = false;
        int places = -1;
        for (var parameter : parameters) {
            if (parameter.startsWith("**")) {
                keywords = true;
            } else if (parameter.startsWith("*")) {
                more = parameter.length() > 1;
                places = found.size();
            } else {
                int equals = parameter.indexOf('=');
                found.add(equals < 0 ? parameter : parameter.substring(0, equals));
                needed.add(equals < 0);
                values.add(equals < 0 ? null : literal(parameter.substring(equals + 1)));
            }
        }
        this.names = found.toArray(new String[0]);
        this.defaults = values.toArray();
        this.required = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            required[i] = needed.get(i);
        }
        this.takesMore = more;
        this.takesKeywords = keywords;
        this.positionalCount = places < 0 ? names.length : places;
    }

    /**
     * A signature from parameters as Python writes them: {@code "x"}, {@code "x=none"}, {@code "x=3"}, {@code
     * "x='text'"}, {@code "x="} (may be missing, no default), {@code "*args"}, {@code "*"}, {@code "**kwargs"}.
     */
    public static Signature of(String function, String... parameters) {
        return new Signature(function, parameters);
    }

    /**
     * The same signature of a function written in C, whose errors read otherwise.
     *
     * @param missing what lacks an argument, such as {@code "combinations()"}
     * @param unknown what has no such argument
     */
    public static Signature inC(String missing, String unknown, String function, String... parameters) {
        var signature = new Signature(function, parameters);
        signature.missingOf = missing;
        signature.unknownOf = unknown;
        return signature;
    }

    private static @Nullable Object literal(String text) {
        return switch (text) {
            case "" -> null;
            case "none", "None" -> None.NONE;
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> {
                char first = text.charAt(0);
                yield first == '\'' || first == '"'
                        ? text.substring(1, text.length() - 1)
                        : text.indexOf('.') >= 0 ? (Object) Double.valueOf(text) : Long.valueOf(text);
            }
        };
    }

    public String function() {
        return function;
    }

    /** Matches the arguments to the parameters; a TypeError in Python's words when they do not fit. */
    public Bound bind(Arguments arguments) {
        @Nullable Object[] values = new @Nullable Object[names.length];
        int given = arguments.size();
        refuseMoreInC(given, arguments.keywordCount());
        int taken = Math.min(given, positionalCount);
        System.arraycopy(arguments.positionals(), 0, values, 0, taken);
        @Nullable PyDict more = takesKeywords ? new PyDict() : null;
        String unknown = "";
        for (int i = 0; i < arguments.keywordCount(); i++) {
            String name = arguments.keywordName(i);
            if (!bindKeyword(name, arguments.keywordValue(i), values, more) && unknown.isEmpty()) {
                unknown = name;
            }
        }
        if (given > positionalCount && !takesMore) {
            throw tooMany(given);
        }
        refuseMissing(values);
        if (!unknown.isEmpty()) {
            throw PyError.type("'" + unknown + "' is an invalid keyword argument for " + unknownOf);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                values[i] = defaults[i];
            }
        }
        var rest = given > taken ? PyTuple.of(arguments.skip(taken).positionals()) : PyTuple.EMPTY;
        return new Bound(values, rest, more);
    }

    /** Whether the keyword has a place; of a function in C, what is missing is told before what has none. */
    private boolean bindKeyword(String name, Object value, @Nullable Object[] values, @Nullable PyDict more) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                if (values[i] != null) {
                    throw PyError.type(function + "() got multiple values for argument '" + name + "'");
                }
                values[i] = value;
                return true;
            }
        }
        if (more == null && !unknownOf.isEmpty()) {
            return false;
        }
        if (more == null) {
            throw PyError.type(function + "() got an unexpected keyword argument '" + name + "'");
        }
        more.put(name, value);
        return true;
    }

    private void refuseMoreInC(int given, int keywords) {
        int all = given + keywords;
        if (unknownOf.isEmpty() || (all <= names.length && given <= positionalCount)) {
            return;
        }
        int most = all > names.length ? names.length : positionalCount;
        String kind = all <= names.length ? "positional " : given == 0 ? "keyword " : "";
        throw PyError.type((unknownOf.equals("this function") ? "function" : unknownOf) + " takes at most " + most + " "
                + kind + (most == 1 ? "argument" : "arguments") + " (" + (all > names.length ? all : given)
                + " given)");
    }

    private PyError tooMany(int given) {
        int least = 0;
        for (int i = 0; i < positionalCount; i++) {
            least += required[i] ? 1 : 0;
        }
        String takes = least == positionalCount
                ? positionalCount + " positional argument" + (positionalCount == 1 ? "" : "s")
                : "from " + least + " to " + positionalCount + " positional arguments";
        return PyError.type(
                function + "() takes " + takes + " but " + given + (given == 1 ? " was given" : " were given"));
    }

    private void refuseMissing(@Nullable Object[] values) {
        List<String> missing = new ArrayList<>();
        boolean positional = true;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && required[i] && !missingOf.isEmpty()) {
                throw PyError.type(missingOf + " missing required argument '" + names[i] + "' (pos " + (i + 1) + ")");
            }
            if (values[i] == null && required[i]) {
                if (missing.isEmpty()) {
                    positional = i < positionalCount;
                }
                missing.add("'" + names[i] + "'");
            }
        }
        if (!missing.isEmpty()) {
            throw PyError.type(function + "() missing " + missing.size() + " required "
                    + (positional ? "positional" : "keyword-only") + " argument" + (missing.size() == 1 ? "" : "s")
                    + ": " + joined(missing));
        }
    }

    private static String joined(List<String> names) {
        int last = names.size() - 1;
        return switch (names.size()) {
            case 1 -> names.getFirst();
            case 2 -> names.get(0) + " and " + names.get(1);
            default -> String.join(", ", names.subList(0, last)) + ", and " + names.get(last);
        };
    }

    /** Arguments at their parameters, in the order of the signature. */
    public static final class Bound {
        private final @Nullable Object[] values;
        private final PyTuple more;
        private final @Nullable PyDict keywords;

        private Bound(@Nullable Object[] values, PyTuple more, @Nullable PyDict keywords) {
            this.values = values;
            this.more = more;
            this.keywords = keywords;
        }

        /** The value of a parameter that has one. */
        public Object value(int index) {
            var value = values[index];
            if (value == null) {
                throw new IllegalStateException("parameter " + index + " has no value and no default");
            }
            return value;
        }

        /** The value of a parameter; null when it was not given and has no default. */
        public @Nullable Object optional(int index) {
            return values[index];
        }

        public boolean truth(int index) {
            return Values.truth(value(index));
        }

        /** The value of a parameter that must be a str. */
        public String text(int index) {
            return Values.str(value(index));
        }

        public long integer(int index) {
            return Numbers.index(value(index));
        }

        /** What {@code *args} took. */
        public PyTuple more() {
            return more;
        }

        /** What {@code **kwargs} took. */
        public PyDict keywords() {
            return keywords == null ? new PyDict() : keywords;
        }
    }
}
