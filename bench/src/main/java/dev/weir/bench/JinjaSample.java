package dev.weir.bench;

import dev.weir.base.SourceText;
import dev.weir.jinja.Globals;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.MacroDefinition;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.ReturnSignal;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.Template;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model, the macros it calls, and the functions both call: what the template language is measured with. {@code
 * bench/jinja.py} gives the reference the same. Immutable and thread-safe.
 */
public final class JinjaSample implements Globals {
    /** An ordinary model: 40 lines, three refs, two macro calls, loops over four names. */
    public static final String TYPICAL = "typical";

    /** Pivot, star and union over a hundred columns. */
    public static final String WIDE = "wide";

    private static final Renderer RENDERER = new Renderer(Syntax.PLAIN, false);
    private static final int COLUMNS = 100;

    private final SourceText model;
    private final SourceText macros;
    private final Template parsed;
    private final Map<String, Object> names = new HashMap<>();

    private JinjaSample(SourceText model, SourceText macros) {
        this.model = model;
        this.macros = macros;
        parsed = parseModel();
        for (MacroDefinition macro : parseMacros().macros()) {
            names.put(macro.name(), (PyCallable) arguments -> RENDERER.call(macro, this, arguments));
        }
        names.put("ref", (PyCallable) arguments -> "\"dev\".\"marts\".\"" + arguments.positional(0) + "\"");
        names.put("var", (PyCallable) arguments -> arguments.positional(1));
        names.put("config", (PyCallable) _ -> "");
        names.put("columns_of", (PyCallable) _ -> columns());
        names.put("return", (PyCallable) arguments -> {
            throw new ReturnSignal(arguments.positional(0));
        });
        names.put("fail", (PyCallable) arguments -> {
            throw new IllegalStateException(Values.str(arguments.positional(0)));
        });
    }

    /** @param name {@link #TYPICAL} or {@link #WIDE} */
    public static JinjaSample of(String name) {
        return new JinjaSample(source(name + ".sql"), source(name + "_macros.sql"));
    }

    private static SourceText source(String name) {
        return new SourceText(name, text(name));
    }

    /** The text of a file of the samples. */
    static String text(String name) {
        try (InputStream stream = JinjaSample.class.getResourceAsStream("jinja/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static PyList columns() {
        PyList columns = new PyList(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            columns.add("column_" + i);
        }
        return columns;
    }

    @Override
    public @Nullable Object find(String name) {
        return names.get(name);
    }

    public SourceText model() {
        return model;
    }

    public Template parseModel() {
        return JinjaParser.parse(model, Syntax.PLAIN);
    }

    public Template parseMacros() {
        return JinjaParser.parse(macros, Syntax.PLAIN);
    }

    public String render() {
        return render(parsed);
    }

    /** Renders another template with the same functions and macros. */
    public String render(Template template) {
        return RENDERER.render(template, this);
    }
}
