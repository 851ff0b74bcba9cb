package dev.weir.core.parse;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.IsoText;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.FileKind;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.PythonText;
import dev.weir.core.project.Questions;
import dev.weir.core.project.SourceFile;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code unit_tests:} entries ⇒ unit tests. Source: dbt docs, "Unit tests". */
final class UnitTestParser {
    private final ParseScope scope;

    UnitTestParser(ParseScope scope) {
        this.scope = scope;
    }

    UnitTest parse(PropertyBlock block) {
        Project project = block.project();
        String model = block.text("model")
                .orElseThrow(() ->
                        PropertyErrors.config(block, block.written(), "at path []: 'model' is a required property"));
        List<String> fqn = new ArrayList<>();
        fqn.add(project.name());
        fqn.addAll(block.file().folders());
        fqn.add(model);
        fqn.add(block.name());
        ConfigResolver.Resolved resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(project, ConfigSection.UNIT_TESTS, fqn),
                        ConfigShape.UNIT_TEST,
                        block.configLayer(List.of()),
                        ConfigLayer.NONE);
        Map<String, @Nullable Object> chosen = block.map("versions");
        if (chosen.get("include") != null && chosen.get("exclude") != null) {
            throw PropertyErrors.config(
                    block,
                    block.written().find("versions").orElse(block.written()),
                    "at path []: Unit tests can not both include and exclude versions.");
        }
        List<Map<String, @Nullable Object>> given = new ArrayList<>();
        for (Map<String, @Nullable Object> input :
                PropertyBlock.maps(block.rendered().get("given"))) {
            Map<String, @Nullable Object> each = new LinkedHashMap<>();
            each.put("input", input.get("input"));
            each.putAll(rows(block, input, "input"));
            given.add(each);
        }
        return new UnitTest(
                new Identity(
                        "unit_test." + project.name() + "." + model + "." + block.name(),
                        ResourceType.UNIT_TEST,
                        project.name(),
                        block.name(),
                        fqn,
                        block.file().relativePath(),
                        block.file().projectPath()),
                resolved.config(),
                model,
                block.text("description").orElse(""),
                given,
                rows(block, block.map("expect"), "expected"),
                overrides(block.rendered().get("overrides")),
                Optional.of(block.map("versions")).filter(map -> !map.isEmpty()).map(UnitTestParser::versions),
                Optional.empty(),
                List.of(),
                NodeCode.Checksum.NONE,
                Optional.empty(),
                scope.createdAt());
    }

    private static Optional<Map<String, @Nullable Object>> overrides(@Nullable Object written) {
        if (!(written instanceof Map<?, ?>)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> overrides = new LinkedHashMap<>();
        for (String key : List.of("macros", "vars", "env_vars")) {
            overrides.put(key, SourceParser.map(SourceParser.map(written).get(key)));
        }
        return Optional.of(overrides);
    }

    /** @param what {@code "input"} or {@code "expected"}, for messages */
    private static Map<String, @Nullable Object> rows(
            PropertyBlock block, Map<String, @Nullable Object> written, String what) {
        Map<String, @Nullable Object> rows = new LinkedHashMap<>();
        String format =
                Optional.ofNullable(written.get("format")).map(String::valueOf).orElse("dict");
        Object given = written.get("rows");
        boolean asText = !format.equals("dict");
        if (asText && written.get("fixture") instanceof String fixture) {
            given = fixture(block, fixture);
        }
        if (asText ? !(given instanceof String) : given != null && !(given instanceof List<?>)) {
            throw mismatch(block, what, format);
        }
        if (!asText && given == null && (what.equals("expected") || written.get("fixture") != null)) {
            throw mismatch(block, what, format);
        }
        if (format.equals("csv") && given instanceof String text) {
            given = csv(text);
        } else if (given instanceof String text) {
            given = PythonText.strip(text);
        }
        rows.put("rows", plain(given));
        rows.put("format", format);
        rows.put("fixture", written.get("fixture"));
        return rows;
    }

    private static WeirException mismatch(PropertyBlock block, String what, String format) {
        return PropertyErrors.semantic(
                block,
                what.equals("input") ? "given" : "expect",
                "the " + what + " rows of unit test \"" + block.name() + "\" are not of format " + format,
                "Unit test " + block.name() + " has " + what
                        + (format.equals("dict")
                                ? " rows which do not match format dict"
                                : " rows or fixtures which do not match format " + format + ".  Expected string."));
    }

    private static Map<String, @Nullable Object> versions(Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> versions = new LinkedHashMap<>();
        versions.put("include", written.get("include"));
        versions.put("exclude", written.get("exclude"));
        return versions;
    }

    /** Rows with dates as texts, which is what they are for SQL. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> {
                List<@Nullable Object> all = new ArrayList<>();
                list.forEach(item -> all.add(plain(item)));
                yield all;
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                map.forEach((key, item) -> all.put(String.valueOf(key), plain(item)));
                yield all;
            }
            case LocalDate date -> date.toString();
            case LocalDateTime moment -> IsoText.of(moment);
            case OffsetDateTime moment -> IsoText.of(moment);
            case null -> null;
            case Object other -> other;
        };
    }

    /** Answers {@link Questions.Kind#FIXTURE} again. */
    static String fixtureOf(ProjectFiles files, String question) {
        String[] parts = question.split("\n", 2);
        return files.project(parts[0])
                .flatMap(project -> fixture(project, parts[1]))
                .map(Fingerprint::of)
                .orElse("");
    }

    private static Optional<String> fixture(Project project, String name) {
        for (SourceFile file : project.files(FileKind.FIXTURE)) {
            if (file.stem().equals(name)) {
                return Optional.of(file.text().text());
            }
        }
        return Optional.empty();
    }

    private static String fixture(PropertyBlock block, String name) {
        Optional<String> found = fixture(block.project(), name);
        Questions.asked(
                Questions.Kind.FIXTURE,
                block.project().name() + "\n" + name,
                () -> found.map(Fingerprint::of).orElse(""));
        refuseSecond(block, name);
        if (found.isPresent()) {
            return found.get();
        }
        throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_014, "fixture \"" + name + "\" does not exist")
                .inWordsOfDbt("File not found for fixture '" + name + "' in unit tests in "
                        + block.file().projectPath())
                .at(block.written().span())
                .withHint("Fixtures are looked for below tests/fixtures."));
    }

    private static void refuseSecond(PropertyBlock block, String name) {
        List<String> files = new ArrayList<>();
        for (SourceFile file : block.project().files(FileKind.FIXTURE)) {
            if (file.stem().equals(name)) {
                files.add("\n- fixture." + block.project().name() + "." + name + " (" + file.projectPath() + ")");
            }
        }
        if (files.size() > 1) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PAR_011, "two fixtures are called \"" + name + "\"")
                    .inWordsOfDbt("dbt found two fixtures with the name \"" + name
                            + "\".\n\nSince these resources have the same name, dbt will be unable to find the"
                            + " correct resource\nwhen looking for " + name
                            + ".\n\nTo fix this, change the name of one of these resources:" + files.get(1)
                            + files.get(0))
                    .at(block.written().span()));
        }
    }

    private static List<Map<String, @Nullable Object>> csv(String text) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(text.strip())) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            row.getFieldsAsMap().forEach((name, value) -> values.put(name.strip(), value.isEmpty() ? null : value));
            rows.add(values);
        }
        return rows;
    }
}
