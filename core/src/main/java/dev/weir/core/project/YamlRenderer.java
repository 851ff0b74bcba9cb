package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.jinja.Globals;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Renders the Jinja in YAML values: a text that is one expression with {@code as_number}, {@code as_bool} or
 * {@code as_native} yields a value of that type, all else text. Thread-safe. Source: dbt docs, "dbt_project.yml context".
 */
public final class YamlRenderer {
    private static final Predicate<List<String>> EVERYTHING = _ -> true;
    private static final String IN_LIST = "*";

    private final Globals scope;
    private final Renderer renderer;

    public YamlRenderer(Globals scope) {
        this.scope = scope;
        renderer = new Renderer(DbtSyntax.VALUES, false);
    }

    /** Whether a text holds Jinja; one that does not is never touched. */
    public static boolean hasJinja(String text) {
        for (int at = text.indexOf('{'); at >= 0 && at + 1 < text.length(); at = text.indexOf('{', at + 1)) {
            char next = text.charAt(at + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return false;
    }

    /** The whole tree, rendered, as plain data. */
    public @Nullable Object render(YamlNode node) {
        return render(node, EVERYTHING, new ArrayList<>());
    }

    /** The whole tree; texts at paths (of keys, {@code *} for a place in a list) that {@code wanted} refuses stay as written. */
    public @Nullable Object render(YamlNode node, Predicate<List<String>> wanted) {
        return render(node, wanted, new ArrayList<>());
    }

    public Map<String, @Nullable Object> renderMapping(YamlNode.Mapping mapping) {
        return renderMapping(mapping, EVERYTHING, new ArrayList<>());
    }

    private @Nullable Object render(YamlNode node, Predicate<List<String>> wanted, List<String> path) {
        return switch (node) {
            case YamlNode.Scalar scalar ->
                scalar.value() instanceof String text && hasJinja(text) && wanted.test(path)
                        ? renderText(text, scalar)
                        : scalar.value();
            case YamlNode.Sequence sequence -> {
                List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
                path.add(IN_LIST);
                for (YamlNode item : sequence.items()) {
                    items.add(render(item, wanted, path));
                }
                path.removeLast();
                yield items;
            }
            case YamlNode.Mapping mapping -> renderMapping(mapping, wanted, path);
        };
    }

    private Map<String, @Nullable Object> renderMapping(
            YamlNode.Mapping mapping, Predicate<List<String>> wanted, List<String> path) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            path.add(entry.key());
            values.put(entry.key(), render(entry.value(), wanted, path));
            path.removeLast();
        }
        return values;
    }

    /** One text, rendered with its native type. Errors point at {@code place}. */
    public @Nullable Object renderText(String text, YamlNode place) {
        if (!hasJinja(text)) {
            return text;
        }
        try {
            SourceText source = new SourceText(place.span().source().path(), text);
            Object value = renderer.renderNative(JinjaParser.parse(source, renderer.syntax()), scope);
            if (value instanceof Undefined undefined) { // intended: COMPATIBILITY #73
                throw new WeirException(Diagnostic.of(DiagnosticCode.JIN_003, undefined.message())
                        .inWordsOfDbt(undefined.message()));
            }
            return Values.toData(value);
        } catch (WeirException failed) {
            throw new WeirException(reword(failed.diagnostic(), text).at(place.span()), failed);
        }
    }

    private static Diagnostic reword(Diagnostic diagnostic, String text) {
        return switch (diagnostic.code()) {
            case PRJ_010, PRJ_011 -> diagnostic;
            default ->
                diagnostic.withHeadline(new Diagnostic.Headline(
                        ErrorKind.COMPILATION,
                        Optional.empty(),
                        "Could not render " + text + ": " + diagnostic.message()));
        };
    }
}
