package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RendererTest {
    private static final Renderer RENDERER = new Renderer(Syntax.PLAIN, false);

    private final Map<String, Object> names = new HashMap<>();
    private final Globals globals = names::get;

    private static Template parse(String path, String text) {
        return JinjaParser.parse(new SourceText(path, text), Syntax.PLAIN);
    }

    /** Makes every macro of a file a name that templates can call. */
    private void define(String path, String text) {
        for (MacroDefinition macro : parse(path, text).macros()) {
            names.put(macro.name(), (PyCallable) arguments -> RENDERER.call(macro, globals, arguments));
        }
    }

    private Diagnostic failure(String path, String text) {
        WeirException error =
                catchThrowableOfType(WeirException.class, () -> RENDERER.render(parse(path, text), globals));
        return error.diagnostic();
    }

    @Test
    void returnEndsTheMacroThatCalledIt() {
        names.put("return", (PyCallable) arguments -> {
            throw new ReturnSignal(arguments.positional(0));
        });
        define(
                "m.sql",
                "{% macro f() %}a{{ return([1, 2]) }}b{% endmacro %}{% macro g() %}{{ f()[1] }}!{% endmacro %}");
        assertThat(RENDERER.render(parse("a.sql", "{{ g() }}{{ f() }}"), globals))
                .isEqualTo("2![1, 2]");
    }

    @Test
    void macrosOfAFileSeeGlobalsNotItsAssignments() {
        names.put("x", "global");
        define("m.sql", "{% set x = 'file' %}{% macro f() %}{{ x }}{% endmacro %}");
        assertThat(RENDERER.render(parse("a.sql", "{{ f() }}"), globals)).isEqualTo("global");
    }

    @Test
    void errorInMacroNamesThePlaceAndTheCallers() {
        define(
                "macros/m.sql",
                "{% macro outer(x) %}\n  {{ inner(x) }}\n{% endmacro %}\n"
                        + "{% macro inner(x) %}\n  {{ x.a.b }}\n{% endmacro %}");
        names.put("value", new PyList());
        Diagnostic error = failure("models/a.sql", "select 1\n{{ outer(value) }}");
        assertThat(error.code()).isEqualTo(DiagnosticCode.JIN_003);
        assertThat(error.primary()).isEqualTo("'list object' has no attribute 'a'");
        assertThat(error.span().orElseThrow().location()).isEqualTo("macros/m.sql:5:6");
        assertThat(error.detail().orElseThrow())
                .isEqualTo("> in macro inner (macros/m.sql:4:1)\n> called by macro outer (macros/m.sql:1:1)");
    }

    @Test
    void errorOfACalledFunctionKeepsItsCodeAndGetsAPlace() {
        names.put("fail", (PyCallable) _ -> {
            throw new WeirException(Diagnostic.of(DiagnosticCode.CMP_001, "no"));
        });
        Diagnostic error = failure("models/a.sql", "{{ 1 }}\n  {{ fail() }}");
        assertThat(error.code()).isEqualTo(DiagnosticCode.CMP_001);
        assertThat(error.span().orElseThrow().location()).isEqualTo("models/a.sql:2:6");
    }

    @Test
    void endlessRecursionIsAnError() {
        define("m.sql", "{% macro f() %}{{ f() }}{% endmacro %}");
        assertThat(failure("a.sql", "{{ f() }}").primary()).isEqualTo("maximum recursion depth exceeded");
    }

    @Test
    void macroKnowsWhereItStandsAndWhatItTakes() {
        String text = "\n{%- macro f(a, b='x') -%}\n c \n{%- endmacro -%}\n\n rest";
        MacroDefinition macro = parse("m.sql", text).macros().getFirst();
        assertThat(macro.text()).isEqualTo("{%- macro f(a, b='x') -%}\n c \n{%- endmacro -%}");
        assertThat(macro.parameters())
                .extracting(MacroDefinition.Parameter::name)
                .containsExactly("a", "b");
        assertThat(macro.parameters().get(0).otherwise()).isEmpty();
        assertThat(macro.parameters().get(1).otherwise()).isPresent();
    }

    @Test
    void oneMacroOfAFileCanBeParsedAlone() {
        String text = "{% macro a() %}{% nonsense %}{% endmacro %}\r\n{% macro b() %}\r\nx{% endmacro %}\r\n";
        int start = text.indexOf("{% macro b");
        MacroDefinition macro =
                JinjaParser.parseMacro(new SourceText("m.sql", text), start, text.length() - 2, Syntax.PLAIN);
        assertThat(macro.name()).isEqualTo("b");
        assertThat(RENDERER.call(macro, globals, Arguments.NONE)).isEqualTo("\nx");
        assertThat(macro.source().position(macro.start()).toString()).isEqualTo("2:1");
    }

    @Test
    void textWithoutTagsIsOneLiteral() {
        Template template = parse("a.sql", "select '{' || x\n");
        assertThat(template.literal()).isTrue();
        assertThat(RENDERER.render(template, globals)).isEqualTo("select '{' || x");
    }
}
