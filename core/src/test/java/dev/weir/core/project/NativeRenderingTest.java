package dev.weir.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.Globals;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.Template;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Templates rendered for a value and for text, as {@code conformance/record/native.py} recorded them. */
class NativeRenderingTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/native");

    /** What dbt says of every undefined name; the commands say it too. */
    private static final String OF_MACROS =
            ". This can happen when calling a macro that does not exist. Check for typos and/or"
                    + " install package dependencies with \"dbt deps\".";

    private static final Map<String, Object> NAMES = Map.of(
            "x",
            Values.fromData(1L),
            "s",
            "a",
            "l",
            Values.fromData(List.of(1L, 2L)),
            "f",
            1.5,
            "n",
            dev.weir.jinja.value.None.NONE,
            "b",
            true,
            "d",
            Values.fromData(Map.of("k", 1L)));

    @TestFactory
    Stream<DynamicTest> yieldsWhatIsRecorded() throws IOException {
        Map<String, List<String>> ours = answers("ours.tsv");
        return answers("answers.tsv").entrySet().stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.getKey(), () -> {
                    String template = recorded.getKey().replace("\\n", "\n");
                    assertThat(List.of(escaped(shown(template, true)), escaped(shown(template, false))))
                            .isEqualTo(ours.getOrDefault(recorded.getKey(), recorded.getValue()));
                }));
    }

    /** Templates, each with its value and its text; an error is its message without the lines that say where. */
    private static Map<String, List<String>> answers(String file) throws IOException {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(GOLDEN.resolve(file))) {
            String[] parts = line.split("\t", -1);
            answers.put(
                    parts[0],
                    Stream.of(parts).skip(1).map(NativeRenderingTest::answer).toList());
        }
        return answers;
    }

    private static String answer(String recorded) {
        String text = recorded.replaceFirst("^\\w+Error Compilation Error\\\\n  ", "error ");
        return text.startsWith("error ")
                ? text.replaceFirst("\\\\n    line .*", "").replace(OF_MACROS, "")
                : text;
    }

    private static String shown(String text, boolean value) {
        Renderer renderer = new Renderer(value ? DbtSyntax.VALUES : DbtSyntax.TEXT, false);
        Globals globals = NAMES::get;
        try {
            Template template = JinjaParser.parse(new SourceText("template", text), renderer.syntax());
            Object got = value ? renderer.renderNative(template, globals) : renderer.render(template, globals);
            return Values.typeName(got) + " " + Values.repr(got);
        } catch (WeirException failed) {
            return "error " + failed.diagnostic().message().replaceFirst("(?s)\n  line .*", "");
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
