package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.MacroPackage;
import dev.weir.base.SourceText;
import dev.weir.core.project.DbtSyntax;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.MacroDefinition;
import dev.weir.jinja.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The macro packages that come with the program: the global one and one of each adapter. */
final class BuiltInMacrosTest {
    private static final Syntax SYNTAX = DbtSyntax.TEXT;

    static Stream<MacroPackage> packages() {
        return Stream.concat(
                Stream.of(MacroPackage.GLOBAL),
                ServiceLoader.load(Adapter.class).stream()
                        .map(adapter -> adapter.get().macroPackage()));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void everyFileIsATemplateOfMacrosWithNamesOfTheirOwn(MacroPackage builtIn) {
        List<String> names = new ArrayList<>();
        for (String file : macroFiles(builtIn)) {
            List<MacroDefinition> macros = JinjaParser.parse(new SourceText(file, builtIn.read(file)), SYNTAX)
                    .macros();
            assertThat(macros).as(file).isNotEmpty();
            for (MacroDefinition macro : macros) {
                names.add(macro.name());
            }
        }
        assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void theFolderIsAProjectOfThePackagesName(MacroPackage builtIn) {
        assertThat(builtIn.read("dbt_project.yml")).contains("name: " + builtIn.name() + "\n");
    }

    /** An implementation for a database is reached by dispatch only, so somebody must dispatch its name. */
    @ParameterizedTest
    @MethodSource("packages")
    void everyImplementationHasAMacroThatDispatchesToIt(MacroPackage builtIn) {
        String everything = everyText();
        for (String file : macroFiles(builtIn)) {
            for (MacroDefinition macro : JinjaParser.parse(new SourceText(file, builtIn.read(file)), SYNTAX)
                    .macros()) {
                String name = macro.name();
                int prefix = name.indexOf("__");
                if (prefix > 0) {
                    String dispatched = "dispatch('" + name.substring(prefix + 2) + "'";
                    assertThat(everything.contains(dispatched) || calls(everything, name) > 1)
                            .as(name)
                            .isTrue();
                }
            }
        }
    }

    private static int calls(String text, String name) {
        int count = 0;
        for (int at = text.indexOf(name + "("); at >= 0; at = text.indexOf(name + "(", at + 1)) {
            count++;
        }
        return count;
    }

    private static String everyText() {
        StringBuilder text = new StringBuilder();
        packages().forEach(builtIn -> macroFiles(builtIn).forEach(file -> text.append(builtIn.read(file))));
        return text.toString();
    }

    private static List<String> macroFiles(MacroPackage builtIn) {
        return builtIn.files().stream().filter(file -> file.endsWith(".sql")).toList();
    }
}
