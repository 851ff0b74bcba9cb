package dev.weir.sandbox.upstream;

import dev.weir.base.Diagnostic;
import dev.weir.base.SourceText;
import dev.weir.base.Span;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code sandbox.yml}: what stands behind the connections of a project, where a real Materialize would find a broker or a
 * database. Read anew for each statement that asks.
 *
 * <pre>{@code
 * connections:
 *   pg_conn:                     # a connection's name
 *     public.orders:             # an upstream table, or a topic
 *       columns:
 *         id: bigint not null
 *         item: text
 *       key: [id]
 *       rows:                    # or  csv: seeds/orders.csv
 *         - [1, pen]
 * }</pre>
 */
public final class SandboxFile {
    public static final String NAME = "sandbox.yml";
    private static final Pattern TYPE =
            Pattern.compile("[a-z][a-z0-9_ ]*(\\(\\d+(, *\\d+)?\\))?[a-z ]*(\\[\\])*", Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final Map<String, List<UpstreamTable>> connections;

    private SandboxFile(Path folder, Map<String, List<UpstreamTable>> connections) {
        this.folder = folder;
        this.connections = connections;
    }

    /** What a fault in the file is told as: {@code sandbox.yml:3:5: …}. */
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Fault(Span span, String message) {
            super(span.location() + ": " + message, null, false, false);
        }

        Fault(String message) {
            super(message, null, false, false);
        }
    }

    /** The file of a folder; without one, a file without entries. Throws {@link Fault}. */
    public static SandboxFile read(Path folder) {
        Path path = folder.resolve(NAME);
        var connections = new LinkedHashMap<String, List<UpstreamTable>>();
        if (!Files.exists(path)) return new SandboxFile(folder, connections);
        Optional<YamlNode> root;
        try {
            root = YamlParser.parse(new SourceText(NAME, Files.readString(path)));
        } catch (IOException e) {
            throw new Fault(NAME + " cannot be read: " + e.getMessage());
        } catch (WeirException e) {
            Diagnostic found = e.diagnostic();
            throw new Fault(found.span().map(Span::location).orElse(NAME) + ": " + found.message());
        }
        if (root.isEmpty()) return new SandboxFile(folder, connections);
        for (YamlNode.Entry entry : mapping(root.get(), "the file").entries()) {
            if (!entry.key().equals("connections")) {
                throw new Fault(entry.keySpan(), "unknown key \"" + entry.key() + "\"; there is \"connections\"");
            }
            for (YamlNode.Entry connection :
                    mapping(entry.value(), "\"connections\"").entries()) {
                var tables = new ArrayList<UpstreamTable>();
                for (YamlNode.Entry table : mapping(connection.value(), "connection \"" + connection.key() + "\"")
                        .entries()) {
                    tables.add(table(folder, table));
                }
                connections.put(connection.key(), tables);
            }
        }
        return new SandboxFile(folder, connections);
    }

    public Path path() {
        return folder.resolve(NAME);
    }

    /** The tables behind a connection, named by itself, with its schema, or in full; empty without an entry. */
    public Optional<List<UpstreamTable>> behind(String database, String schema, String connection) {
        for (String name : List.of(database + "." + schema + "." + connection, schema + "." + connection, connection)) {
            List<UpstreamTable> tables = connections.get(name);
            if (tables != null) return Optional.of(tables);
        }
        return Optional.empty();
    }

    private static UpstreamTable table(Path folder, YamlNode.Entry entry) {
        List<Export.Column> columns = List.of();
        List<String> key = List.of();
        List<String> headers = List.of();
        @Nullable YamlNode inline = null;
        UpstreamTable.@Nullable Rows csv = null;
        for (YamlNode.Entry part :
                mapping(entry.value(), "\"" + entry.key() + "\"").entries()) {
            switch (part.key()) {
                case "columns" -> columns = columns(part.value());
                case "key" -> key = names(part);
                case "headers" -> headers = names(part);
                case "csv" -> {
                    Path file = folder.resolve(scalar(part.value(), "\"csv\"")).normalize();
                    if (!Files.isRegularFile(file)) {
                        throw new Fault(part.value().span(), "there is no file " + file);
                    }
                    csv = new UpstreamTable.Rows.Csv(file, part.value().span());
                }
                case "rows" -> inline = part.value();
                default ->
                    throw new Fault(
                            part.keySpan(),
                            "unknown key \"" + part.key()
                                    + "\"; there are \"columns\", \"key\", \"headers\", \"rows\" and \"csv\"");
            }
        }
        if (inline != null && csv != null) {
            throw new Fault(entry.keySpan(), "\"" + entry.key() + "\" has both \"rows\" and \"csv\"");
        }
        requireColumns(entry, "key", key, columns);
        requireColumns(entry, "headers", headers, columns);
        UpstreamTable.Rows rows = csv != null ? csv : rows(inline, columns);
        return new UpstreamTable(entry.key(), columns, key, headers, rows, entry.keySpan());
    }

    private static void requireColumns(
            YamlNode.Entry table, String part, List<String> names, List<Export.Column> columns) {
        for (String name : names) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                throw new Fault(
                        table.keySpan(),
                        "\"" + part + "\" of \"" + table.key() + "\" names no column: \"" + name + "\"");
            }
        }
    }

    /** One name, or several. */
    private static List<String> names(YamlNode.Entry part) {
        var names = new ArrayList<String>();
        if (part.value() instanceof YamlNode.Sequence several) {
            for (YamlNode item : several.items()) names.add(scalar(item, "a column of \"" + part.key() + "\""));
        } else {
            names.add(scalar(part.value(), "\"" + part.key() + "\""));
        }
        return names;
    }

    private static List<Export.Column> columns(YamlNode node) {
        var columns = new ArrayList<Export.Column>();
        for (YamlNode.Entry entry : mapping(node, "\"columns\"").entries()) {
            String written =
                    scalar(entry.value(), "the type of \"" + entry.key() + "\"").strip();
            String lower = written.toLowerCase(Locale.ROOT);
            boolean required = lower.endsWith(" not null");
            String type = required
                    ? written.substring(0, written.length() - " not null".length())
                            .strip()
                    : written;
            if (!TYPE.matcher(type).matches()) {
                throw new Fault(entry.value().span(), "\"" + written + "\" is no type");
            }
            columns.add(new Export.Column(entry.key(), typeName(type), !required));
        }
        if (columns.isEmpty()) throw new Fault(node.span(), "\"columns\" is empty");
        return columns;
    }

    private static String typeName(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "string" -> "text";
            case "json" -> "jsonb";
            default -> type;
        };
    }

    private static UpstreamTable.Rows rows(@Nullable YamlNode node, List<Export.Column> columns) {
        var rows = new ArrayList<List<@Nullable String>>();
        if (node != null) {
            if (!(node instanceof YamlNode.Sequence all)) throw new Fault(node.span(), "\"rows\" is no list");
            for (YamlNode row : all.items()) rows.add(row(row, columns));
        }
        return new UpstreamTable.Rows.Inline(rows);
    }

    private static List<@Nullable String> row(YamlNode row, List<Export.Column> columns) {
        var values = new ArrayList<@Nullable String>();
        if (columns.isEmpty()) {
            values.add(row instanceof YamlNode.Scalar scalar && scalar.quoted() ? scalar.text() : JsonText.of(row));
            return values;
        }
        switch (row) {
            case YamlNode.Sequence sequence -> {
                if (sequence.items().size() != columns.size()) {
                    throw new Fault(
                            row.span(),
                            "the row has " + sequence.items().size() + " values for " + columns.size() + " columns");
                }
                for (YamlNode value : sequence.items()) values.add(value(value));
            }
            case YamlNode.Mapping mapping -> {
                for (YamlNode.Entry entry : mapping.entries()) {
                    if (columns.stream().noneMatch(column -> column.name().equals(entry.key()))) {
                        throw new Fault(entry.keySpan(), "there is no column \"" + entry.key() + "\"");
                    }
                }
                for (Export.Column column : columns) {
                    values.add(
                            mapping.find(column.name()).map(SandboxFile::value).orElse(null));
                }
            }
            case YamlNode.Scalar scalar -> {
                if (columns.size() != 1) throw new Fault(row.span(), "a row is a list or a mapping");
                values.add(value(scalar));
            }
        }
        return values;
    }

    private static @Nullable String value(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value() == null ? null : scalar.text();
            case YamlNode.Sequence _, YamlNode.Mapping _ -> JsonText.of(node);
        };
    }

    private static YamlNode.Mapping mapping(YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping mapping) return mapping;
        throw new Fault(node.span(), what + " is no mapping");
    }

    private static String scalar(YamlNode node, String what) {
        if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) return scalar.text();
        throw new Fault(node.span(), what + " is no text");
    }
}
