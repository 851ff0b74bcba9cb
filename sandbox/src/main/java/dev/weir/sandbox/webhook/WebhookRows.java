package dev.weir.sandbox.webhook;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request ⇒ rows of its source. Requests come one after another: rows are written by the owner of the catalog, while a
 * CHECK is evaluated by the role that clients have, as it is their SQL.
 */
final class WebhookRows implements AutoCloseable {
    private static final String MAP = "::text::mz_catalog.\"map[text=>text]\"";

    private final BackendAddress adminAddress;
    private final BackendAddress sessionAddress;
    private @Nullable BackendConnection admin;
    private @Nullable BackendConnection session;

    WebhookRows(BackendAddress adminAddress, BackendAddress sessionAddress) {
        this.adminAddress = adminAddress;
        this.sessionAddress = sessionAddress;
    }

    private record Source(
            String id,
            String relation,
            String bodyFormat,
            boolean jsonArray,
            @Nullable String check) {}

    synchronized void append(String database, String schema, String name, Map<String, String> headers, byte[] body)
            throws IOException {
        Source source = find(database, schema, name);
        if (source.check() != null) check(source, source.check(), headers, body);
        List<String> documents = documents(source, body);
        if (documents.isEmpty()) return;
        var columns = new ArrayList<String>(List.of("body"));
        var values = new ArrayList<String>();
        for (List<@Nullable String> header : admin().query(
                        "SELECT h ->> 'name', h ->> 'as', h ->> 'bytes', h ->> 'only' FROM _weir.webhook w, "
                                + "pg_catalog.jsonb_array_elements(w.headers) h WHERE w.id = "
                                + literal(source.id()))) {
            String wanted = header.get(0);
            columns.add(String.valueOf(header.get(1)));
            if (wanted == null) {
                values.add(literal(map(filtered(headers, String.valueOf(header.get(3))))) + MAP);
            } else {
                String value = headers.get(wanted.toLowerCase(java.util.Locale.ROOT));
                boolean bytes = "true".equals(header.get(2));
                values.add(
                        value == null
                                ? "NULL"
                                : bytes ? bytes(value.getBytes(StandardCharsets.UTF_8)) : literal(value));
            }
        }
        var sql = new StringBuilder("INSERT INTO " + source.relation() + " (");
        for (int i = 0; i < columns.size(); i++) sql.append(i == 0 ? "" : ", ").append(identifier(columns.get(i)));
        sql.append(") ");
        for (int i = 0; i < documents.size(); i++) {
            sql.append(i == 0 ? "SELECT " : " UNION ALL SELECT ").append(documents.get(i));
            for (String value : values) sql.append(", ").append(value);
            if (source.jsonArray()) {
                int from = sql.lastIndexOf("SELECT ");
                String row = sql.substring(from + 7 + documents.get(i).length());
                sql.setLength(from);
                sql.append("SELECT element")
                        .append(row)
                        .append(" FROM pg_catalog.jsonb_array_elements(CASE WHEN pg_catalog.jsonb_typeof(")
                        .append(documents.get(i))
                        .append(") = 'array' THEN ")
                        .append(documents.get(i))
                        .append(" ELSE pg_catalog.jsonb_build_array(")
                        .append(documents.get(i))
                        .append(") END) AS element");
            }
        }
        try {
            admin().execute(sql.toString());
        } catch (BackendException e) {
            if (e.error().sqlState().startsWith("22")) {
                throw new WebhookRefusal(
                        400,
                        "failed to deserialize body as " + type(source) + ": "
                                + e.error().message());
            }
            throw e;
        }
    }

    private Source find(String database, String schema, String name) throws IOException {
        List<List<@Nullable String>> found = admin().query(
                        "SELECT n.id, pg_catalog.format('%I.%I', p.nspname, n.name), w.body_format, w.json_array, w.check_sql FROM _weir.webhook w "
                                + "JOIN _weir.named_item n ON n.id = w.id JOIN _weir.database d ON d.id = n.database_id JOIN pg_catalog.pg_namespace p ON p.oid = n.nsp "
                                + "WHERE d.name = " + literal(database) + " AND n.schema_name = " + literal(schema)
                                + " AND n.name = " + literal(name));
        if (found.isEmpty()) throw WebhookRefusal.notFound(database + "." + schema + "." + name);
        List<@Nullable String> row = found.getFirst();
        return new Source(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                String.valueOf(row.get(2)),
                "t".equals(row.get(3)),
                row.get(4));
    }

    // ---- CHECK

    private void check(Source source, String condition, Map<String, String> headers, byte[] body) throws IOException {
        var inputs = new ArrayList<String>();
        for (List<@Nullable String> input : admin().query(
                        "SELECT i ->> 'kind', i ->> 'as', i ->> 'bytes', i ->> 'secret' FROM _weir.webhook w, "
                                + "pg_catalog.jsonb_array_elements(w.check_inputs) i WHERE w.id = "
                                + literal(source.id()))) {
            boolean bytes = "true".equals(input.get(2));
            String value = switch (String.valueOf(input.get(0))) {
                case "BODY" -> bytes ? bytes(body) : literal(utf8(body)) + "::text";
                case "HEADERS" -> literal(map(headers)) + MAP;
                default -> {
                    List<List<@Nullable String>> secret = admin().query(
                                    "SELECT pg_catalog.encode(value, 'hex') FROM _weir.secret WHERE id = "
                                            + literal(String.valueOf(input.get(3))));
                    if (secret.isEmpty()) throw new WebhookRefusal(500, "the required auth could not be found");
                    byte[] raw = HexFormat.of()
                            .parseHex(String.valueOf(secret.getFirst().getFirst()));
                    yield bytes ? bytes(raw) : literal(utf8(raw)) + "::text";
                }
            };
            inputs.add(value + " AS " + identifier(String.valueOf(input.get(1))));
        }
        boolean valid;
        try {
            List<List<@Nullable String>> answer = session()
                    .query("SELECT (" + condition + ") FROM (SELECT " + String.join(", ", inputs) + ") AS request");
            valid = !answer.isEmpty() && "t".equals(answer.getFirst().getFirst());
        } catch (BackendException e) {
            throw new WebhookRefusal(400, "failed to validate the request");
        }
        if (!valid) throw new WebhookRefusal(400, "failed to validate the request");
    }

    // ---- values

    /** SQL expressions, one a row. */
    private static List<String> documents(Source source, byte[] body) {
        switch (source.bodyFormat()) {
            case "BYTES" -> {
                return List.of(bytes(body));
            }
            case "TEXT" -> {
                return List.of(literal(utf8(body)) + "::text");
            }
            default -> {
                var documents = new ArrayList<String>();
                for (String document : JsonDocuments.split(utf8(body))) documents.add(literal(document) + "::jsonb");
                return documents;
            }
        }
    }

    private static String type(Source source) {
        return switch (source.bodyFormat()) {
            case "BYTES" -> "Bytes";
            case "TEXT" -> "String";
            default -> "Jsonb";
        };
    }

    private static String utf8(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0)
                throw new WebhookRefusal(400, "failed to deserialize body as String: zero byte");
            return text;
        } catch (CharacterCodingException e) {
            throw new WebhookRefusal(400, "failed to deserialize body as String: invalid utf-8 sequence");
        }
    }

    /** @param only a JSON list of names kept, or with NOT in front left out */
    private static Map<String, String> filtered(Map<String, String> headers, String only) {
        var kept = new TreeMap<String, String>(headers);
        for (String part : only.replaceAll("^\\[|\\]$", "").split(", ?(?=\")")) {
            if (part.length() < 2) continue;
            String name = part.substring(1, part.length() - 1);
            if (name.startsWith("NOT ")) kept.remove(name.substring(4).toLowerCase(java.util.Locale.ROOT));
        }
        if (only.length() > 2 && !only.contains("\"NOT ")) {
            kept.keySet().removeIf(name -> !only.contains("\"" + name + "\""));
        }
        return kept;
    }

    /** As Materialize prints a map. */
    private static String map(Map<String, String> entries) {
        var text = new StringBuilder("{");
        for (var entry : new TreeMap<>(entries).entrySet()) {
            text.append(text.length() == 1 ? "" : ",")
                    .append(quoted(entry.getKey()))
                    .append("=>")
                    .append(quoted(entry.getValue()));
        }
        return text.append('}').toString();
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && !text.equalsIgnoreCase("null");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '{' || c == '}' || c == ',' || c == '=' || Character.isWhitespace(c))
                plain = false;
        }
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String bytes(byte[] bytes) {
        return "'\\x" + HexFormat.of().formatHex(bytes) + "'::bytea";
    }

    private static String literal(String text) {
        String doubled = text.replace("'", "''");
        return doubled.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    // ---- connections

    private BackendConnection admin() throws IOException {
        BackendConnection open = admin;
        if (open == null) {
            open = BackendConnection.open(adminAddress, Map.of("client_encoding", "UTF8"));
            admin = open;
        }
        return open;
    }

    private BackendConnection session() throws IOException {
        BackendConnection open = session;
        if (open == null) {
            open = BackendConnection.open(
                    sessionAddress,
                    Map.of(
                            "client_encoding", "UTF8",
                            "search_path", "mz_catalog, pg_catalog",
                            "default_transaction_read_only", "on",
                            "statement_timeout", "10s"));
            session = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (admin != null) admin.close();
        if (session != null) session.close();
    }
}
