package dev.weir.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.module.Modules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions with the values and errors that the reference recorded for them (golden/values). */
class RecordedValuesTest {
    private static final Renderer RENDERER = new Renderer(Syntax.PLAIN, false);

    @ParameterizedTest
    @ValueSource(strings = {"ops", "methods", "filters", "modules", "mixed"})
    void everyExpressionYieldsWhatTheReferenceRecorded(String file) throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (String line : lines(file)) {
            String[] parts = line.split("\t", 3);
            if (parts.length < 3) {
                continue;
            }
            count++;
            String outcome = outcome(parts[0]);
            if (!outcome.equals(parts[1] + "\t" + parts[2])) {
                differences.add(parts[0] + "\n   reference " + parts[1] + " " + parts[2] + "\n   here      "
                        + outcome.replace('\t', ' '));
            }
        }
        assertThat(count).isGreaterThan(100);
        assertThat(differences).as(String.join("\n", differences)).isEmpty();
    }

    private static List<String> lines(String file) throws IOException {
        try (var in = RecordedValuesTest.class.getResourceAsStream("/golden/values/" + file + ".tsv")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).toList();
        }
    }

    private static String outcome(String expression) {
        List<Object> kept = new ArrayList<>();
        PyCallable keep = arguments -> {
            kept.add(arguments.positional(0));
            return "";
        };
        try {
            var template =
                    JinjaParser.parse(new SourceText("recorded.sql", "{{ keep(" + expression + ") }}"), Syntax.PLAIN);
            RENDERER.render(template, name -> switch (name) {
                case "keep" -> keep;
                case "modules" -> Modules.all();
                default -> null;
            });
            String repr = Values.repr(kept.getFirst());
            int address = repr.indexOf(" at 0x");
            return "=>\t" + (address >= 0 ? "~" + repr.substring(0, address) : repr);
        } catch (PyError error) {
            return "!!\t" + error;
        } catch (WeirException error) {
            return "!!\t" + (error.getCause() instanceof PyError cause ? cause.toString() : error.getMessage());
        } catch (RuntimeException bug) {
            return "!!\t" + bug + " " + bug.getStackTrace()[0];
        }
    }
}
