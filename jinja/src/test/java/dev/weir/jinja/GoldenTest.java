package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlParser;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyTuple;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every recorded case renders to the reference's bytes, or fails with its words. Recorded by conformance/record/jinja.py. */
final class GoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "golden", "jinja");
    private static final Syntax SYNTAX = new Syntax(
                    List.of(
                            new StatementTag("test", List.of("endtest"), new Named("test_", true)),
                            new StatementTag(
                                    "materialization",
                                    List.of("endmaterialization"),
                                    new Named("materialization_", false))),
                    Map.of())
            .withMacroPrefix("dbt_macro__");

    private record Named(String prefix, boolean takesParameters) implements StatementTag.Naming {
        @Override
        public String macroName(String name, Map<String, Object> options) {
            return prefix + name + (takesParameters ? "" : "_" + options.getOrDefault("adapter", "default"));
        }
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(),
                            () -> assertThat(outcome(folder))
                                    .isEqualTo(Files.readString(folder.resolve("expected.txt")))));
        }
    }

    static String outcome(Path folder) throws IOException {
        SourceText source = new SourceText("input.jinja", Files.readString(folder.resolve("input.jinja")));
        Map<?, ?> context = context(folder.resolve("context.json"));
        Globals globals = name -> name.equals("echo")
                ? (PyCallable) GoldenTest::echo
                : context.containsKey(name) ? Values.fromData(context.get(name)) : null;
        Renderer renderer = new Renderer(SYNTAX, folder.getFileName().toString().contains("lenient_"));
        try {
            Template template = JinjaParser.parse(source, SYNTAX);
            if (folder.getFileName().toString().startsWith("native_")) {
                Object value = renderer.renderNative(template, globals);
                return Values.typeName(value) + " " + Values.repr(value);
            }
            return renderer.render(template, globals);
        } catch (WeirException error) {
            return words(error);
        }
    }

    private static String words(WeirException error) {
        if (error.getCause() instanceof PyError cause) {
            return cause.typeName() + "\n" + cause.message();
        }
        int line = error.diagnostic().span().orElseThrow().start().line();
        return "TemplateSyntaxError\n" + line + "\n" + error.diagnostic().primary();
    }

    private static Object echo(Arguments arguments) {
        return Values.repr(PyTuple.of(arguments.positionals())) + " " + Values.repr(arguments.keywords());
    }

    private static Map<?, ?> context(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Map.of();
        }
        Object data = YamlParser.parse(new SourceText("context.json", Files.readString(file)))
                .orElseThrow()
                .plain();
        return data instanceof Map<?, ?> map ? map : Map.of();
    }
}
