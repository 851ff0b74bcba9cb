package dev.weir.core.context.database;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CSV ⇒ {@link Table}, with the types the reference would guess. A blank line is a row without values; short rows are
 * filled up; a longer one is an error. Source: dbt docs, "Seeds"; recorded answers.
 */
public final class SeedReader {
    private SeedReader() {}

    /**
     * @param delimiter between fields
     * @param textColumns columns whose types are given ({@code column_types}): their texts are kept as they are
     * @throws WeirException {@code RUN-002} naming file and row
     */
    public static Table read(Path file, String delimiter, Set<String> textColumns) {
        if (delimiter.codePointCount(0, delimiter.length()) != 1) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.RUN_014,
                            "seed file \"" + file.getFileName() + "\" has no delimiter of one character")
                    .inWordsOfDbt("\"delimiter\" must be a 1-character string")
                    .withHint("Set delimiter: \"|\", or another single character."));
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WeirException(fault(file, "the seed cannot be read: " + e.getMessage()), e);
        }
        return parse(file, text, delimiter, textColumns);
    }

    /** The same with every value as the file has it. */
    public static Table texts(Path file, String delimiter) {
        try {
            return parse(file, Files.readString(file, StandardCharsets.UTF_8), delimiter, Optional.empty());
        } catch (IOException e) {
            throw new WeirException(fault(file, "the seed cannot be read: " + e.getMessage()), e);
        }
    }

    static Table parse(Path file, String text, String delimiter, Set<String> textColumns) {
        return parse(file, text, delimiter, Optional.of(textColumns));
    }

    @SuppressWarnings("removal") // fastcsv names no other way to read what Python's csv reads
    private static Table parse(Path file, String text, String delimiter, Optional<Set<String>> textColumns) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String unix = body.replace("\r\n", "\n").replace('\r', '\n');
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<String> names = List.of();
        try (CsvReader<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .allowUnclosedQuote(true)
                .ofCsvRecord(unix)) {
            boolean header = true;
            for (CsvRecord each : records) {
                if (header) {
                    names = columnNames(each.getFields());
                    header = false;
                } else {
                    rows.add(row(file, each, names.size(), rows.size()));
                }
            }
        } catch (CsvParseException | IOException e) {
            throw new WeirException(fault(file, "the seed is not valid CSV: " + e.getMessage()), e);
        }
        if (names.isEmpty()) {
            throw new WeirException(fault(file, "The seed is empty: its first line has to name the columns."));
        }
        List<CellType> types = new ArrayList<>(names.size());
        for (int column = 0; column < names.size(); column++) {
            types.add(
                    textColumns.isEmpty()
                            ? CellType.TEXT
                            : CellGuess.settle(rows, column, textColumns.get().contains(names.get(column))));
        }
        return new Table(names, types, rows);
    }

    private static List<@Nullable Object> row(Path file, CsvRecord each, int width, int index) {
        List<String> fields = each.getFields();
        boolean blank = fields.size() == 1 && fields.getFirst().isEmpty();
        if (fields.size() > width && !blank) {
            throw new WeirException(fault(
                    file,
                    "Row " + index + " has " + fields.size() + " values, but Table only has " + width + " columns."));
        }
        List<@Nullable Object> row = new ArrayList<>(width);
        for (int column = 0; column < width; column++) {
            row.add(column < fields.size() ? fields.get(column) : null);
        }
        return row;
    }

    /** Names given twice get a number; a column without one gets a letter. */
    private static List<String> columnNames(List<String> header) {
        Set<String> names = new LinkedHashSet<>();
        for (int column = 0; column < header.size(); column++) {
            String name = header.get(column);
            if (name.isEmpty()) {
                name = letters(column);
            }
            String unique = name;
            for (int number = 2; !names.add(unique); number++) {
                unique = name + "_" + number;
            }
        }
        return List.copyOf(names);
    }

    private static String letters(int column) {
        return String.valueOf((char) ('a' + column % 26)).repeat(1 + column / 26);
    }

    private static Diagnostic fault(Path file, String words) {
        return Diagnostic.of(DiagnosticCode.RUN_002, "seed file \"" + file.getFileName() + "\" cannot be loaded")
                .inWordsOfDbt(words)
                .withDetail("The file is " + file + ".");
    }
}
