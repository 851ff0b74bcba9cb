package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.module.Modules;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template can neither get out of its values nor take the process with it. What the reference says was asked of it. */
final class SafetyTest {
    private static final Object MODULES = Modules.all();

    // ---- out of the values

    @ParameterizedTest
    @ValueSource(
            strings = {
                "''.__class__",
                "[].__class__",
                "{}.__class__",
                "x['__class__']",
                "x | attr('__class__')",
                "''.getClass",
                "x['class']",
                "x.class",
                "[].stream",
                "[1] | attr('size')",
                "{}.getClass",
                "{} | attr('entrySet')",
                "none.getClass",
                "true.getClass",
                "(1.5).getClass",
                "range.call",
                "range(3).iterate",
                "range.__call__",
                "dict.__base__",
                "f.__globals__",
                "f.call",
                "namespace(a=1).slots",
                "re.compile('a').java",
                "re.compile('a').getClass",
                "datetime.datetime.now().toInstant",
                "itertools.__spec__",
                "cycler.__init__",
                "'{0.__class__}'.format(1)",
                "'{x.__class__}'.format_map({'x': 1})",
            })
    void whatIsOfTheHostIsUndefined(String expression) {
        assertThat(render("{{ " + expression + " }}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.__class__.__mro__", "''.__class__.__subclasses__()", "cycler.__init__.__globals__"})
    void whatIsBehindInternalsIsRefused(String expression) {
        assertThat(failure("{{ " + expression + " }}").typeName()).isEqualTo("SecurityError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.getClass()", "(1).hashCode()", "{}.entrySet()", "[1].getClass().forName('a')"})
    void methodsOfTheHostCannotBeCalled(String expression) {
        assertThat(failure("{{ " + expression + " }}").typeName()).isEqualTo("UndefinedError");
    }

    // ---- depth

    @Test
    void macroThatCallsItselfForEverFails() {
        PyError error = failure("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}");
        assertThat(error.typeName()).isEqualTo("RecursionError");
        assertThat(error.message()).isEqualTo("maximum recursion depth exceeded");
    }

    @Test
    void macroMayGoAsDeepAsInTheReference() {
        assertThat(render("{% macro m(n) %}{% for i in [1] %}{% if n < 150 %}{{ m(n + 1) | upper ~ '' }}{% else %}x"
                        + "{% endif %}{% endfor %}{% endmacro %}{{ m(0) }}"))
                .isEqualTo("X");
    }

    @Test
    void macrosThatCallEachOtherFromOutsideFail() {
        Renderer renderer = new Renderer(Syntax.PLAIN, false);
        MacroDefinition macro =
                template("{% macro m() %}{{ again() }}{% endmacro %}").macros().getFirst();
        AtomicReference<@Nullable Globals> globals = new AtomicReference<>();
        PyCallable again = arguments -> renderer.call(macro, globals.get(), arguments);
        globals.set(name -> name.equals("again") ? again : null);
        assertThatThrownBy(() -> renderer.render(template("{{ again() }}"), globals.get()))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("maximum recursion depth exceeded");
        assertThat(render("{% macro m(n) %}{{ m(n + 1) if n < 150 else 'x' }}{% endmacro %}{{ m(0) }}"))
                .as("the depth is counted afresh after an overflow")
                .isEqualTo("x");
    }

    @Test
    void recursiveLoopThatNeverEndsFails() {
        assertThat(failure("{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}")
                        .typeName())
                .isEqualTo("RecursionError");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(|1|)", "[|1|]", "{1:|1|}", "f(|1|)", "not |1|", "-|1|", "1 + |1|", "x.a|.a|", "1 if 0 else |2|"
            })
    void expressionsNestedWithoutEndAreRefused(String shape) {
        String[] parts = shape.split("\\|", -1);
        String close = parts.length > 2 ? parts[2] : "";
        for (int depth : new int[] {250, 5_000, 100_000}) {
            String text = "{{ " + parts[0].repeat(depth) + parts[1] + close.repeat(depth) + " }}";
            outcome(text);
        }
        assertThatThrownBy(() -> template("{{ " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + " }}"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("maximum recursion depth exceeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"if 1|endif", "for i in [1]|endfor", "filter upper|endfilter", "set a|endset", "with|endwith"})
    void tagsNestedWithoutEndAreRefused(String tags) {
        String open = "{% " + tags.substring(0, tags.indexOf('|')) + " %}";
        String close = "{% " + tags.substring(tags.indexOf('|') + 1) + " %}";
        assertThat(render(open.repeat(90) + "a" + close.repeat(90))).isNotNull();
        assertThatThrownBy(() -> template(open.repeat(100_000) + "a" + close.repeat(100_000)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("maximum recursion depth exceeded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a | tojson", "a == b", "a < b", "a in [b]", "a | pprint", "a ~ ''", "a | unique | list"})
    void deeplyNestedDataEndsInAnError(String expression) {
        String nest = "{% set ns = namespace(x=[]) %}{% for i in range(20000) %}{% set ns.x = [ns.x] %}{% endfor %}";
        outcome(nest + "{% set a = ns.x %}" + nest + "{% set b = ns.x %}{{ " + expression + " }}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | tojson", "a == b", "a < b"})
    void dataThatHoldsItselfEndsInAnError(String expression) {
        String data = "{% set a = [] %}{% do a.append(a) %}{% set b = [] %}{% do b.append(b) %}";
        assertThat(failure(data + "{{ " + expression + " }}").typeName()).isIn("RecursionError", "ValueError");
    }

    // ---- time

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(100000) %}{% for j in range(100000) %}{% endfor %}{% endfor %}",
                "{% for i in range(100000) %}{% for j in range(100000) if false %}{% endfor %}{% endfor %}",
                "{% for i in itertools.count() %}{% continue %}{% endfor %}",
                "{% for i in itertools.cycle([1]) %}{{ loop.length }}{% endfor %}",
                "{{ itertools.count() | select('lt', 0) | first }}",
                "{{ -1 in itertools.count() }}",
                "{{ itertools.count() | sum }}",
                "{{ itertools.product(range(1000), repeat=4) | sum(start=()) }}",
                "{% set a = [1] %}{% for i in a %}{% if a.append(1) %}{% endif %}{% do a.pop() %}{% do a.append(2) %}{% endfor %}",
                "{{ re.match('^(.*?,){30}P', '1,' * 60) }}",
            })
    void interruptionEndsWhatWouldRunForEver(String text) throws InterruptedException {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                render(text);
            } catch (Throwable error) {
                thrown.set(error);
            }
        });
        thread.start();
        thread.join(150);
        thread.interrupt();
        thread.join(5_000);
        assertThat(thread.isAlive()).as("still running").isFalse();
        assertThat(thrown.get()).isInstanceOf(WeirException.class);
    }

    // ---- size

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range(10 ** 9) }}",
                "{{ 'a' * 10 ** 12 }}",
                "{{ [1] * 10 ** 12 }}",
                "{{ 2 ** (2 ** 40) }}",
                "{{ 10 ** 5000 }}",
                "{{ '%1000000000000d' % 3 }}",
                "{{ '{:1000000000000}'.format(3) }}",
                "{{ 'a'.zfill(10 ** 12) }}",
                "{{ 'a'.ljust(10 ** 12) }}",
                "{{ 'a' | indent(10 ** 12, true) }}",
                "{{ [1] | tojson(indent=10 ** 12) }}",
                "{{ ('a b ' * 100) | wordwrap(4) | indent(20000000) }}",
                "{% set t = 'a' * 70000000 %}{{ t ~ t }}",
                "{% set t = 'a' * 70000000 %}{{ t + t }}",
                "{% set t = 'a' * 70000000 %}{{ t }}{{ t }}",
                "{% set t = 'a' * 1000000 %}{{ t.join(range(1000) | map('string')) }}",
                "{% set a = [1] * 8000000 %}{% do a.extend(a) %}",
                "{{ re.sub('a', 'x' * 1000000, 'a' * 1000) }}",
                "{% set t = 'a' * 1000000 %}{{ t.replace('a', t) }}",
            })
    void whatWouldFillTheMemoryFails(String text) {
        assertThat(failure(text).typeName()).isIn("MemoryError", "OverflowError", "ValueError");
    }

    // ---- return

    @Test
    void returnOutsideOfMacrosFailsWithItsValue() {
        PyCallable leave = arguments -> {
            throw new ReturnSignal(arguments.positional(0));
        };
        assertThatThrownBy(() -> new Renderer(Syntax.PLAIN, false)
                        .render(
                                template("select 1\n{{ return('two') }}"),
                                name -> name.equals("return") ? leave : null))
                .isInstanceOfSatisfying(WeirException.class, error -> {
                    assertThat(error.diagnostic().primary()).isEqualTo("two");
                    assertThat(error.diagnostic().span().orElseThrow().start().line())
                            .isEqualTo(2);
                });
    }

    private static Template template(String text) {
        return JinjaParser.parse(new SourceText("model.sql", text), Syntax.PLAIN);
    }

    private static String render(String text) {
        return new Renderer(Syntax.PLAIN, false).render(template(text), SafetyTest::name);
    }

    private static @Nullable Object name(String name) {
        return switch (name) {
            case "x" -> 1L;
            case "f" -> (PyCallable) _ -> 1L;
            case "re", "itertools", "datetime" -> Values.attribute(MODULES, name);
            default -> null;
        };
    }

    /** Text or a diagnostic, whichever, and nothing else; in time. */
    private static void outcome(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                render(text);
            } catch (WeirException _) {
                // refused
            }
        });
    }

    private static PyError failure(String text) {
        try {
            render(text);
        } catch (WeirException error) {
            if (error.getCause() instanceof PyError cause) {
                return cause;
            }
            throw new AssertionError("not an error of a value", error);
        }
        throw new AssertionError("nothing failed");
    }
}
