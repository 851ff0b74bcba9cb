package dev.weir.core.context.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.adapter.QueryResult;
import dev.weir.adapter.QueryResult.ResultColumn;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlParser;
import dev.weir.core.event.Events;
import dev.weir.core.event.TemplateEvent;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.Syntax;
import dev.weir.jinja.value.PyError;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Templates see tables as the reference shows them. Recorded by conformance/record/tables.py. */
final class TablesGoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "golden", "tables");
    private static final Syntax SYNTAX = new Syntax(List.of(), Map.of()).withMacroPrefix("dbt_macro__");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName().toString(),
                            () -> assertThat(outcome(folder))
                                    .isEqualTo(Files.readString(folder.resolve("expected.txt")))));
        }
    }

    @Test
    void distinctBySeveralColumnsIsDistinct() {
        Table table = new Table(
                List.of("a", "b"),
                List.of(CellType.INTEGER, CellType.INTEGER),
                List.of(List.of(1L, 2L), List.of(1L, 2L), List.of(1L, 3L)));
        SourceText source = new SourceText("input.jinja", "{{ t.distinct(['a', 'b']).rows | length }}");
        TableValue value = new TableValue(table, Events.NONE);
        assertThat(new Renderer(SYNTAX, false).render(JinjaParser.parse(source, SYNTAX), Map.of("t", value)::get))
                .isEqualTo("2");
    }

    private static String outcome(Path folder) throws IOException {
        StringBuilder printed = new StringBuilder();
        Map<String, Object> tables = new LinkedHashMap<>();
        given().forEach((name, table) ->
                tables.put(String.valueOf(name), new TableValue(table((Map<?, ?>) table), event -> {
                    if (event instanceof TemplateEvent.PrintEvent print) {
                        printed.append(print.text()).append('\n');
                    }
                })));
        SourceText source = new SourceText("input.jinja", Files.readString(folder.resolve("input.jinja")));
        try {
            String text = new Renderer(SYNTAX, false).render(JinjaParser.parse(source, SYNTAX), tables::get);
            return printed.isEmpty() ? text : text + "\n-- printed --\n" + printed;
        } catch (WeirException error) {
            return error.getCause() instanceof PyError cause
                    ? cause.typeName() + "\n" + cause.message()
                    : error.diagnostic().primary();
        }
    }

    private static Map<?, ?> given() throws IOException {
        SourceText source = new SourceText("tables.json", Files.readString(CASES.resolve("tables.json")));
        return (Map<?, ?>) YamlParser.parse(source).orElseThrow().plain();
    }

    private static Table table(Map<?, ?> given) {
        if (given.get("csv") instanceof String csv) {
            LinkedHashSet<String> texts = new LinkedHashSet<>();
            if (given.get("text") instanceof List<?> names) {
                names.forEach(name -> texts.add(String.valueOf(name)));
            }
            return SeedReader.parse(Path.of("seed.csv"), csv, ",", texts);
        }
        List<ResultColumn> columns = new ArrayList<>();
        for (Object name : (List<?>) given.get("columns")) {
            columns.add(new ResultColumn(String.valueOf(name), 0));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object row : (List<?>) given.get("rows")) {
            List<@Nullable Object> cells = new ArrayList<>();
            ((List<?>) row).forEach(cell -> cells.add(cell(cell)));
            rows.add(cells);
        }
        return Table.of(new QueryResult("", "", -1, columns, rows));
    }

    private static @Nullable Object cell(@Nullable Object given) {
        if (!(given instanceof Map<?, ?> tagged)) {
            return given;
        }
        if (tagged.get("decimal") instanceof String text) {
            return new BigDecimal(text);
        }
        return tagged.get("date") instanceof String text
                ? LocalDate.parse(text)
                : LocalDateTime.parse(String.valueOf(tagged.get("datetime")));
    }
}
