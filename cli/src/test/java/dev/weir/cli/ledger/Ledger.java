package dev.weir.cli.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of one file of docs/ledger, in its order. */
record Ledger(String name, List<Row> rows) {
    static final String NOT_YET = "not yet";
    static final String WORKS = "works";

    /** One thing a project may use. {@code state} is {@code works}, {@code refused: why} or {@code not yet}. */
    record Row(String name, String scope, String state, String note) {
        Row withState(String newState) {
            return new Row(name, scope, newState, note);
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/ledger"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no docs/ledger above " + Path.of("").toAbsolutePath());
            }
            folder = parent;
        }
        return folder;
    }

    private static Path file(String name) {
        return root().resolve("docs/ledger").resolve(name + ".tsv");
    }

    static Ledger read(String name) {
        List<Row> rows = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(file(name));
            for (String line : lines.subList(1, lines.size())) {
                List<String> cells = List.of(line.split("\t", -1));
                rows.add(new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Ledger(name, rows);
    }

    void write() {
        StringBuilder text = new StringBuilder("name\tscope\tstate\tnote\n");
        for (Row row : rows) {
            text.append(String.join("\t", row.name(), row.scope(), row.state(), row.note()))
                    .append('\n');
        }
        try {
            Files.writeString(file(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
