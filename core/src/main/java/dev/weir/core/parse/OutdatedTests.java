package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warns of tests that are written as they were written once. Source: dbt docs, "Deprecations"; recorded warnings. */
final class OutdatedTests {
    private final Findings findings;

    OutdatedTests(Findings findings) {
        this.findings = findings;
    }

    void warn(TestTarget target, TestDeclaration declared) {
        String file = target.block().file().text().path();
        String written = declared.namespace().map(name -> name + ".").orElse("") + declared.name();
        for (String key : declared.outdated().topLevelConfigs()) {
            String path = "`data_tests." + written + "." + key + "`";
            say(
                    "PropertyMovedToConfigDeprecation",
                    "D030",
                    declared,
                    "config \"" + key + "\" of test \"" + declared.name() + "\" stands beside its config",
                    Map.of(),
                    "Found `" + key + "` as a top-level property of " + path + " in file `" + file + "`. The `" + key
                            + "` top-level property should be moved into the `config` of " + path + ".");
        }
        declared.outdated()
                .argumentsAsArgument()
                .ifPresent(given -> say(
                        "ArgumentsPropertyInGenericTestDeprecation",
                        "D038",
                        declared,
                        "test \"" + declared.name() + "\" has an argument \"arguments\"",
                        Map.of(),
                        "Found `arguments` property in test definition of `" + declared.name() + "` ("
                                + ConfigBuilder.shown(given)
                                + ") without usage of `require_generic_test_arguments_property` behavior change flag."
                                + " The `arguments` property is deprecated for custom usage and will be used to nest"
                                + " keyword arguments in future versions of dbt."));
        if (declared.outdated().topLevelArguments()) {
            String test = "`" + written + "` defined on '" + target.shownName() + "' in package '"
                    + target.block().project().name() + "' (" + file + ")";
            say(
                    "MissingArgumentsPropertyInGenericTestDeprecation",
                    "D039",
                    declared,
                    "arguments of test \"" + declared.name() + "\" stand beside its config",
                    Map.of("test_name", test),
                    "Found top-level arguments to test " + test
                            + ". Arguments to generic tests should be nested under the `arguments` property.");
        }
    }

    /** @param fields what dbt's event of that name holds instead of its text; may be empty */
    private void say(
            String name,
            String code,
            TestDeclaration declared,
            String primary,
            Map<String, @Nullable Object> fields,
            String words) {
        findings.warn(
                name,
                code,
                Diagnostic.of(DiagnosticCode.PAR_022, primary)
                        .inWordsOfDbt("Deprecated functionality\n" + words)
                        .at(declared.place().span()),
                fields);
    }
}
