package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.BackendAddress;
import dev.weir.sandbox.backend.BackendConnection;
import dev.weir.sandbox.backend.BackendException;
import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The list and map types of a server: made in PostgreSQL when a statement first needs them, shown to clients as
 * Materialize's list and map. Shared by the sessions; thread-safe.
 */
final class CollectionTypes {
    /** Source: Materialize's OIDs of list and map, which the adapter's type names rest on. */
    private static final int LIST = 16384;

    private static final int MAP = 16385;

    private static final int RECORD = 2249;
    private final BackendAddress address;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile Map<Integer, String> kindByOid = Map.of();
    /** Whether there are types of columns that hold records. */
    private volatile boolean recordsKept;

    CollectionTypes(BackendAddress address) {
        this.address = address;
    }

    /** Makes what is not there yet, outside the session's transaction. */
    void require(Set<String> collections) {
        if (known.containsAll(collections)) return;
        make(collections);
    }

    private synchronized void make(Set<String> collections) {
        try (BackendConnection connection = BackendConnection.open(address, Map.of("search_path", "pg_catalog"))) {
            for (String name : new java.util.TreeSet<>(collections)) {
                switch (name) {
                    case "*basic" -> connection.execute("SELECT _weir.basic_collections()");
                    case SqlFragment.RECORDS -> {}
                    case "*nested" -> connection.execute("SELECT _weir.nested_collections()");
                    default -> connection.execute("SELECT _weir.collection_type(" + Quoted.literal(name) + ")");
                }
            }
            load(connection);
            known.addAll(collections);
        } catch (BackendException e) {
            throw SqlError.of(e.error().sqlState(), e.error().message());
        } catch (IOException e) {
            throw SqlError.of("58000", "sandbox: a list or map type could not be made: " + e.getMessage());
        }
    }

    /** Learns of the types that are there. */
    void load(BackendConnection connection) throws IOException {
        var kinds = new HashMap<Integer, String>();
        for (List<@Nullable String> row : connection.query("SELECT oid, kind FROM _weir.collection "
                + "UNION ALL SELECT '_weir.shown_record'::pg_catalog.regtype::oid, 'record' "
                + "UNION ALL SELECT '_weir.shown_list'::pg_catalog.regtype::oid, 'list'")) {
            kinds.put(Integer.parseInt(SessionContext.text(row, 0)), SessionContext.text(row, 1));
        }
        kindByOid = Map.copyOf(kinds);
        recordsKept |= !connection
                .query("SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t "
                        + "ON a.atttypid IN (t.oid, t.typarray) AND t.typnamespace = '_weir_record'::pg_catalog.regnamespace "
                        + "UNION ALL SELECT FROM _weir.user_type WHERE category = 'composite' LIMIT 1")
                .isEmpty();
    }

    /** Columns may hold records from now on. */
    void keepRecords() {
        recordsKept = true;
    }

    /** Whether a query that does not say so may yield records. */
    boolean recordsKept() {
        return recordsKept;
    }

    /** {@code list} or {@code map}, when a type is one. */
    Optional<String> kind(int oid) {
        return Optional.ofNullable(kindByOid.get(oid));
    }

    /** A RowDescription as Materialize would send it. */
    Frame shown(Frame description) throws IOException {
        Map<Integer, String> kinds = kindByOid;
        if (kinds.isEmpty() || description.type() != 'T') return description;
        var fields = new ArrayList<Integer>();
        boolean any = false;
        int at = 2;
        for (int i = 0; i < description.int16(0); i++) {
            fields.add(at);
            while (description.body()[at] != 0) at++;
            any |= kinds.containsKey(description.int32(at + 7));
            at += 19;
        }
        if (!any) return description;
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeShort(fields.size());
        for (int field : fields) {
            String name = description.text(field);
            int rest = field + name.getBytes(StandardCharsets.UTF_8).length + 1;
            String kind = kinds.get(description.int32(rest + 6));
            boolean ofType = (name.endsWith(" list") || name.startsWith("map[")) && name.indexOf('"') < 0;
            String shown = kind != null && ofType ? kind : name;
            out.write(shown.getBytes(StandardCharsets.UTF_8));
            out.writeByte(0);
            out.write(description.body(), rest, 6);
            if (kind == null) {
                out.write(description.body(), rest + 6, 4);
            } else {
                out.writeInt(
                        switch (kind) {
                            case "list" -> LIST;
                            case "map" -> MAP;
                            default -> RECORD;
                        });
            }
            out.write(description.body(), rest + 10, 8);
        }
        return new Frame('T', body.toByteArray());
    }
}
