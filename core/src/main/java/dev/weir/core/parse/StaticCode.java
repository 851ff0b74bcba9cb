package dev.weir.core.parse;

import dev.weir.base.Ordered;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.project.ProjectVars;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's calls off its code without rendering it, where that is sure to give what rendering would: only
 * {@code {{ … }}} blocks with literal {@code ref}, {@code source}, {@code config}, defined {@code var}s, {@code this},
 * {@code target}, and calls of macros that have no effect while parsing. Anything else is left to the renderer.
 *
 * <p>Not the {@link dev.weir.jinja.StaticScanner} of the template language, which wants a tree: in a process that has just started
 * a tree costs a fifth of a millisecond or more for a model of forty lines, and nobody else would use it.
 */
final class StaticCode {
    private static final Set<String> OVERRIDABLE =
            Set.of("ref", "source", "metric", "config", "var", "this", "target", "execute");

    /** What the code cannot be read beyond; carries nothing, thrown and caught here. */
    private static final class NotStatic extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotStatic() {
            super("", null, false, false);
        }
    }

    /** The catalogue, what is known of its macros, and the vars of one package. */
    record Surroundings(MacroCatalog catalog, MacroKnowledge knowledge, ProjectVars vars, boolean builtinsOverridden) {
        static Surroundings of(MacroCatalog catalog, MacroKnowledge knowledge, ProjectVars vars) {
            boolean overridden = false;
            for (MacroEntry entry : catalog.all()) {
                overridden |= OVERRIDABLE.contains(entry.name());
            }
            return new Surroundings(catalog, knowledge, vars, overridden);
        }
    }

    private final String text;
    private final String packageName;
    private final Surroundings around;
    private final ParseCalls calls = new ParseCalls();
    private int at;
    private int end;

    private StaticCode(String text, String packageName, Surroundings around) {
        this.text = text;
        this.packageName = packageName;
        this.around = around;
    }

    /** The code's calls; empty when it has to be rendered to know them. */
    static Optional<ParseCalls> read(String text, String packageName, Surroundings around) {
        if (around.builtinsOverridden) {
            return Optional.empty();
        }
        StaticCode code = new StaticCode(text, packageName, around);
        try {
            code.scan();
            return Optional.of(code.calls);
        } catch (NotStatic _) {
            return Optional.empty();
        }
    }

    /**
     * What a property names as it would in a template: {@code ref('orders')}; empty when it is no plain call. The project's own
     * macros named like built-in functions have no say here.
     */
    static Optional<ParseCalls> reference(String text, String packageName, Surroundings around) {
        Surroundings builtIn = new Surroundings(around.catalog, around.knowledge, around.vars, false);
        return read("{{ " + text + " }}", packageName, builtIn);
    }

    private void scan() {
        int brace = text.indexOf('{');
        while (brace >= 0 && brace + 1 < text.length()) {
            char kind = text.charAt(brace + 1);
            int next = brace + 1;
            if (kind == '#') {
                int close = text.indexOf("#}", brace + 2);
                if (close < 0) {
                    throw new NotStatic();
                }
                next = close + 2;
            } else if (kind == '%') {
                throw new NotStatic();
            } else if (kind == '{') {
                next = BlockFinder.endOfTag(text, brace + 2, '}');
                if (!text.startsWith("}}", next - 2)) {
                    throw new NotStatic();
                }
                output(brace + 2, next - 2);
            }
            brace = text.indexOf('{', next);
        }
    }

    private void output(int from, int to) {
        at = from;
        end = to;
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        if (end > at && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '+')) {
            end--;
        }
        white();
        argument();
        white();
        if (at < end) {
            throw new NotStatic();
        }
    }

    /** A literal, a name, or a call; the value of a literal. */
    private @Nullable Object argument() {
        white();
        if (at >= end) {
            throw new NotStatic();
        }
        char c = text.charAt(at);
        if (Character.isJavaIdentifierStart(c)) {
            int mark = at;
            String word = word();
            if (literalWord(word)) {
                return literalOf(word);
            }
            at = mark;
            name();
            return NOT_LITERAL;
        }
        return literal();
    }

    private static final Object NOT_LITERAL = new Object();

    private static boolean literalWord(String word) {
        return switch (word) {
            case "true", "True", "false", "False", "none", "None" -> true;
            default -> false;
        };
    }

    private static @Nullable Object literalOf(String word) {
        return switch (word) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> null;
        };
    }

    private void name() {
        List<String> path = new ArrayList<>(2);
        path.add(word());
        white();
        while (at < end && text.charAt(at) == '.') {
            at++;
            white();
            path.add(word());
            white();
        }
        if (at >= end || text.charAt(at) != '(') {
            if (!path.getFirst().equals("this") && !path.getFirst().equals("target")) {
                throw new NotStatic();
            }
            return;
        }
        at++;
        call(path);
        white();
        if (at < end && (text.charAt(at) == '.' || text.charAt(at) == '[' || text.charAt(at) == '(')) {
            throw new NotStatic();
        }
    }

    private record Given(List<@Nullable Object> positional, Map<String, @Nullable Object> keywords) {
        boolean literal() {
            return !positional.contains(NOT_LITERAL) && !keywords.containsValue(NOT_LITERAL);
        }

        String text(int place) {
            if (positional.get(place) instanceof String text) {
                return text;
            }
            throw new NotStatic();
        }
    }

    private void call(List<String> path) {
        if (path.size() > 2) {
            throw new NotStatic();
        }
        if (path.size() == 1) {
            switch (path.getFirst()) {
                case "ref" -> ref(arguments(")"));
                case "source" -> source(arguments(")"));
                case "metric" -> metric(arguments(")"));
                case "config" -> config(arguments(")"));
                case "var" -> variable(arguments(")"));
                default -> macro(around.catalog.find(path.getFirst(), packageName));
            }
        } else {
            macro(around.catalog.findIn(path.getFirst(), path.get(1)));
        }
    }

    private void macro(Optional<MacroEntry> found) {
        if (found.isEmpty() || !around.knowledge.quiet(found.get())) {
            throw new NotStatic();
        }
        int place = calls.macroCount();
        Given given = arguments(")");
        if (!around.knowledge.takes(found.get(), given.positional.size(), given.keywords.keySet())) {
            throw new NotStatic(); // rendering says what is wrong
        }
        if (calls.macroCount() != place) {
            throw new NotStatic(); // the order of nested calls is the renderer's to know
        }
        calls.addMacro(found.get().uniqueId());
    }

    private void ref(Given given) {
        if (!given.literal() || given.positional.isEmpty() || given.positional.size() > 2) {
            throw new NotStatic();
        }
        Optional<String> version = Optional.empty();
        boolean quoted = false;
        for (Map.Entry<String, @Nullable Object> keyword : given.keywords.entrySet()) {
            if (!keyword.getKey().equals("v") && !keyword.getKey().equals("version")) {
                throw new NotStatic();
            }
            version = Optional.ofNullable(keyword.getValue()).map(String::valueOf);
            quoted = keyword.getValue() instanceof String;
        }
        calls.addRef(
                given.positional.size() == 1
                        ? new RefCall(given.text(0), Optional.empty(), version, quoted)
                        : new RefCall(given.text(1), Optional.of(given.text(0)), version, quoted));
    }

    private void source(Given given) {
        if (!given.literal() || given.positional.size() != 2 || !given.keywords.isEmpty()) {
            throw new NotStatic();
        }
        calls.addSource(new SourceCall(given.text(0), given.text(1)));
    }

    private void metric(Given given) {
        if (!given.literal()
                || given.positional.isEmpty()
                || given.positional.size() > 2
                || !given.keywords.isEmpty()) {
            throw new NotStatic();
        }
        calls.addMetric(
                given.positional.size() == 1
                        ? new MetricCall(given.text(0), Optional.empty())
                        : new MetricCall(given.text(1), Optional.of(given.text(0))));
    }

    private void config(Given given) {
        if (!given.literal() || !given.positional.isEmpty()) {
            throw new NotStatic();
        }
        calls.addConfig(Ordered.copyOf(given.keywords));
    }

    private void variable(Given given) {
        if (!given.literal()
                || given.positional.isEmpty()
                || given.positional.size() > 2
                || !given.keywords.isEmpty()) {
            throw new NotStatic();
        }
        Optional<ProjectVars.Found> found = around.vars.find(given.text(0), packageName);
        if (found.isEmpty()
                ? given.positional.size() == 1
                : found.get().value() instanceof String text && ProjectVars.template(text)) {
            throw new NotStatic();
        }
    }

    private Given arguments(String close) {
        List<@Nullable Object> positional = new ArrayList<>(2);
        Map<String, @Nullable Object> keywords = new LinkedHashMap<>();
        white();
        while (at < end && !text.startsWith(close, at)) {
            Optional<String> keyword = keyword();
            @Nullable Object value = argument();
            if (keyword.isPresent()) {
                keywords.put(keyword.get(), value);
            } else {
                positional.add(value);
            }
            separator(close);
        }
        closing(close);
        return new Given(positional, keywords);
    }

    private Optional<String> keyword() {
        int mark = at;
        if (at < end && Character.isJavaIdentifierStart(text.charAt(at))) {
            String name = word();
            white();
            if (at + 1 < end && text.charAt(at) == '=' && text.charAt(at + 1) != '=') {
                at++;
                return Optional.of(name);
            }
        }
        at = mark;
        return Optional.empty();
    }

    private void separator(String close) {
        white();
        if (at < end && text.charAt(at) == ',') {
            at++;
            white();
        } else if (!text.startsWith(close, at)) {
            throw new NotStatic();
        }
    }

    private void closing(String close) {
        if (at >= end || !text.startsWith(close, at)) {
            throw new NotStatic();
        }
        at++;
    }

    private Object literal() {
        char c = text.charAt(at);
        return switch (c) {
            case '\'', '"' -> string();
            case '[' -> {
                at++;
                Given items = arguments("]");
                yield literalItems(items);
            }
            case '{' -> dict();
            default -> {
                if (c == '-' || Character.isDigit(c)) {
                    yield number();
                }
                throw new NotStatic();
            }
        };
    }

    private static Object literalItems(Given items) {
        if (!items.keywords.isEmpty()) {
            throw new NotStatic();
        }
        return items.literal() ? items.positional : NOT_LITERAL;
    }

    private Object dict() {
        at++;
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        white();
        while (at < end && text.charAt(at) != '}') {
            if (!(literal() instanceof String key)) {
                throw new NotStatic();
            }
            white();
            if (at >= end || text.charAt(at) != ':') {
                throw new NotStatic();
            }
            at++;
            map.put(key, argument());
            separator("}");
        }
        closing("}");
        return map.containsValue(NOT_LITERAL) ? NOT_LITERAL : map;
    }

    private String string() {
        int close = BlockFinder.closingQuote(text, at);
        if (close < 0 || close >= end) {
            throw new NotStatic();
        }
        String value = text.substring(at + 1, close);
        // intended: COMPATIBILITY #137
        if (value.indexOf('\\') >= 0 || value.indexOf('\r') >= 0) {
            throw new NotStatic();
        }
        at = close + 1;
        white();
        if (at < end && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            throw new NotStatic();
        }
        return value;
    }

    private Object number() {
        int start = at;
        if (text.charAt(at) == '-') {
            at++;
        }
        boolean point = false;
        while (at < end && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            point |= text.charAt(at) == '.';
            at++;
        }
        if (at == start || at < end && Character.isJavaIdentifierPart(text.charAt(at))) {
            throw new NotStatic();
        }
        String digits = text.substring(start, at);
        try {
            if (point) {
                return Double.valueOf(digits);
            }
            BigInteger whole = new BigInteger(digits);
            return whole.bitLength() < 64 ? (Object) whole.longValue() : whole;
        } catch (NumberFormatException notNumber) {
            throw new NotStatic();
        }
    }

    private String word() {
        int start = at;
        while (at < end && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw new NotStatic();
        }
        return text.substring(start, at);
    }

    private void white() {
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
