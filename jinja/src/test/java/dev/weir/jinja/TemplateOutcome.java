package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlParser;
import dev.weir.jinja.module.Modules;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How rendering one template ends, in the words in which the reference's outcomes are recorded. */
final class TemplateOutcome {
    static final Syntax SYNTAX = new Syntax(
                    List.of(
                            new StatementTag("test", List.of("endtest"), new Named("test_", true)),
                            new StatementTag(
                                    "materialization",
                                    List.of("endmaterialization"),
                                    new Named("materialization_", false))),
                    Map.of("is_list", (value, _, _) -> value instanceof PyList))
            .withMacroPrefix("dbt_macro__");
    private static final Pattern ADDRESS = Pattern.compile("( at 0x)[0-9a-f]+", Pattern.CASE_INSENSITIVE);

    private record Named(String prefix, boolean takesParameters) implements StatementTag.Naming {
        @Override
        public String macroName(String name, Map<String, Object> options) {
            return prefix + name + (takesParameters ? "" : "_" + options.getOrDefault("adapter", "default"));
        }
    }

    private TemplateOutcome() {}

    /** @param mode {@code text}, {@code lenient} or {@code native} */
    static String of(String template, String mode, Map<?, ?> context) {
        Globals globals = name -> switch (name) {
            case "echo" -> (PyCallable) TemplateOutcome::echo;
            case "dec" -> (PyCallable) arguments -> Numbers.decimal(Values.str(arguments.positional(0)));
            case "set" ->
                (PyCallable) arguments -> arguments.size() == 0 ? new PySet() : PySet.from(arguments.positional(0));
            case "relation" -> new StandInRelation();
            case "modules" -> Modules.all();
            default -> context.containsKey(name) ? context.get(name) : null;
        };
        Renderer renderer = new Renderer(SYNTAX, mode.equals("lenient"));
        try {
            Template parsed = JinjaParser.parse(new SourceText("input.jinja", template), SYNTAX);
            String text;
            if (mode.equals("native")) {
                Object value = renderer.renderNative(parsed, globals);
                String type = Values.typeName(value);
                text = type.substring(type.lastIndexOf('.') + 1) + " " + Values.repr(value);
            } else {
                text = renderer.render(parsed, globals);
            }
            return "ok\n" + ADDRESS.matcher(text).replaceAll("$1");
        } catch (WeirException error) {
            return "error\n" + ADDRESS.matcher(words(error)).replaceAll("$1");
        }
    }

    static String words(WeirException error) {
        if (error.getCause() instanceof PyError cause) {
            return cause.typeName() + "\n" + cause.message();
        }
        int line = error.diagnostic().span().orElseThrow().start().line();
        return "TemplateSyntaxError\n" + line + "\n" + error.diagnostic().primary();
    }

    private static Object echo(Arguments arguments) {
        return Values.repr(PyTuple.of(arguments.positionals())) + " " + Values.repr(arguments.keywords());
    }

    /** The names in a JSON text, each made anew. */
    static Map<?, ?> context(String json) {
        Object data = YamlParser.parse(new SourceText("context.json", json))
                .orElseThrow()
                .plain();
        return Values.fromData(data) instanceof Map<?, ?> map ? map : Map.of();
    }
}
