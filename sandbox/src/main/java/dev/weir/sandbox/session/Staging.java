package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Copying;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.upstream.Export;
import dev.weir.sandbox.upstream.UpstreamTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code sandbox.yml} ⇒ rows of a relation, by way of a temporary table with the columns of the file. */
final class Staging {
    private static final String STAGED = "pg_temp._weir_staged";
    private static final int ROWS_AT_A_TIME = 500;

    private final BackendConnection backend;

    Staging(BackendConnection backend) {
        this.backend = backend;
    }

    void fill(String relation, UpstreamTable table, Shape shape) throws IOException {
        try {
            if (!backend.query("SELECT WHERE pg_catalog.to_regclass('" + STAGED + "') IS NOT NULL")
                    .isEmpty()) {
                backend.execute("DROP TABLE " + STAGED);
            }
            backend.execute("CREATE TEMPORARY TABLE _weir_staged (_weir_n bigint GENERATED ALWAYS AS IDENTITY"
                    + definitions(table) + ")");
            switch (table.rows()) {
                case UpstreamTable.Rows.Csv csv -> copy(csv);
                case UpstreamTable.Rows.Inline inline -> insert(inline.rows());
            }
            backend.execute("INSERT INTO " + relation + " " + selection(shape));
            backend.execute("DROP TABLE " + STAGED);
        } catch (BackendException e) {
            throw SqlError.of(
                            "22000",
                            "sandbox: rows of \"" + table.name() + "\" do not fit: "
                                    + e.error().message())
                    .withDetail("See " + table.span().location() + "."
                            + e.error()
                                    .field('W')
                                    .map(where -> " " + where.replace("_weir_staged", table.name()))
                                    .orElse(""));
        }
    }

    private static String definitions(UpstreamTable table) {
        if (table.columns().isEmpty()) return ", value text";
        var sql = new StringBuilder();
        for (Export.Column column : table.columns()) {
            sql.append(", ")
                    .append(Quoted.identifier(column.name()))
                    .append(' ')
                    .append(column.type());
            if (!column.nullable()) sql.append(" NOT NULL");
        }
        return sql.toString();
    }

    private static String selection(Shape shape) {
        var expressions = new ArrayList<String>();
        for (Shape.Made made : shape.columns()) {
            expressions.add("(" + made.expression() + ")::" + made.column().type() + " AS "
                    + Quoted.identifier(made.column().name()));
        }
        String selected = String.join(", ", expressions) + " FROM " + STAGED + " AS staged";
        if (shape.lastOf().isEmpty()) return "SELECT " + selected + " ORDER BY staged._weir_n";
        String key = String.join(", ", shape.lastOf());
        return "SELECT DISTINCT ON (" + key + ") " + selected + " ORDER BY " + key + ", staged._weir_n DESC";
    }

    private void copy(UpstreamTable.Rows.Csv csv) throws IOException {
        byte[] bytes = Files.readAllBytes(csv.file());
        String header =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (header.startsWith("\uFEFF")) header = header.substring(1);
        var names = new ArrayList<String>();
        for (String name : header.split(",")) {
            String bare = name.strip();
            names.add(
                    bare.startsWith("\"") && bare.endsWith("\"") && bare.length() > 1
                            ? bare.substring(1, bare.length() - 1).replace("\"\"", "\"")
                            : bare);
        }
        Copying.in(
                backend,
                "COPY " + STAGED + Quoted.columns(names) + " FROM STDIN WITH (FORMAT csv, HEADER true)",
                bytes);
    }

    private void insert(List<List<@Nullable String>> rows) throws IOException {
        for (int from = 0; from < rows.size(); from += ROWS_AT_A_TIME) {
            var sql = new StringBuilder("INSERT INTO " + STAGED + " VALUES ");
            for (int i = from; i < Math.min(rows.size(), from + ROWS_AT_A_TIME); i++) {
                sql.append(i == from ? "(DEFAULT" : ", (DEFAULT");
                for (String value : rows.get(i))
                    sql.append(", ").append(value == null ? "NULL" : Quoted.literal(value));
                sql.append(')');
            }
            backend.execute(sql.toString());
        }
    }
}
