package dev.weir.core.context;

import dev.weir.base.SourceText;
import dev.weir.core.project.DbtSyntax;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Template;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a generic test as its macro gets them: texts are rendered to values of any type, a text that is one call
 * ({@code ref('x')}) also without braces; the column's name stays text. Source: dbt docs, "Custom generic tests"; recorded
 * cases.
 */
public final class TestArguments {
    /** The name under which a generic test's code finds its arguments. */
    public static final String NAME = "_dbt_generic_test_kwargs";

    private static final Pattern CALL =
            Pattern.compile("\\s*(?:env_var|ref|var|source|doc)\\s*\\(.+\\)\\s*", Pattern.DOTALL);

    private final TemplateContext context;

    private TestArguments(TemplateContext context) {
        this.context = context;
    }

    /** Renders in order of the arguments, and makes the context that of a generic test. */
    public static void render(Map<String, @Nullable Object> arguments, TemplateContext context) {
        TestArguments rendering = new TestArguments(context);
        PyDict rendered = new PyDict();
        context.put(NAME, rendered);
        arguments.forEach((name, value) ->
                rendered.put(name, name.equals("column_name") ? Values.fromData(value) : rendering.rendered(value)));
    }

    /** Whether a text is one call, which counts as a template. */
    public static boolean call(String text) {
        return text.indexOf('(') > 0 && CALL.matcher(text).matches();
    }

    private Object rendered(@Nullable Object value) {
        return switch (value) {
            case String text when call(text) -> template("{{ " + text + " }}");
            case String text when text.indexOf('{') >= 0 -> template(text);
            case List<?> list -> {
                List<Object> items = new ArrayList<>(list.size());
                for (Object item : list) {
                    items.add(rendered(item));
                }
                yield new PyList(items);
            }
            case Map<?, ?> map -> {
                PyDict dict = new PyDict();
                map.forEach((key, item) -> dict.put(String.valueOf(key), rendered(item)));
                yield dict;
            }
            case null, default -> Values.fromData(value);
        };
    }

    private Object template(String text) {
        Template template = JinjaParser.parse(new SourceText("test argument", text), DbtSyntax.VALUES);
        return context.renderer().withSyntax(DbtSyntax.VALUES).renderNative(template, context);
    }
}
