package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.ObjectChange;
import dev.weir.sandbox.dialect.ObjectKind;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Statement.IfExists;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An item about to be made: its name, resolved.
 *
 * @param schema PostgreSQL's schema, {@code pg_temp} for a temporary item
 * @param free whether its name is known to be free; if not, it has to be asked for
 */
record NewItem(SessionContext context, ObjectKind kind, Name name, String schema, boolean free) {
    NewItem(SessionContext context, ObjectKind kind, Name name, String schema) {
        this(context, kind, name, schema, false);
    }

    static NewItem of(SessionContext context, ObjectKind kind, Name name) throws IOException {
        SessionContext.Place place = context.place(name);
        return new NewItem(context, kind, name, place.schema(), !place.taken());
    }

    static NewItem temporary(SessionContext context, ObjectKind kind, Name name) {
        if (name.schema().isPresent() && !name.schema().get().equals("mz_temp")) {
            throw SqlError.of("42P16", "cannot create temporary item in non-temporary schema");
        }
        return new NewItem(context, kind, name, "pg_temp");
    }

    /** Another item beside this one. */
    NewItem sibling(ObjectKind siblingKind, String siblingName) {
        var parts = new java.util.ArrayList<>(name.parts());
        parts.set(parts.size() - 1, siblingName);
        return new NewItem(context, siblingKind, new Name(parts, name.offset()), schema);
    }

    boolean isTemporary() {
        return schema.equals("pg_temp");
    }

    /** Whether the name is taken and that is fine; throws when it is not. OR REPLACE makes room. */
    boolean taken(IfExists ifExists, boolean orReplace) throws IOException {
        if (free || !context.nameTaken(schema, name.item())) return false;
        if (orReplace) {
            new DropCommands(context).drop(new ObjectChange.Drop(kind, List.of(name), IfExists.REQUIRED, false, false));
            return false;
        }
        if (ifExists == IfExists.TOLERATED) {
            context.notice("42710", kind.words() + " \"" + name.item() + "\" already exists, skipping");
            return true;
        }
        throw SqlError.of("42710", kind.words() + " \"" + shownPlain() + "\" already exists");
    }

    /** What PostgreSQL calls it. */
    String physical() {
        return Quoted.identifier(schema, name.item());
    }

    /** What PostgreSQL calls it in a CREATE statement of its own. */
    String physicalInCreate() {
        return isTemporary() ? Quoted.identifier(name.item()) : physical();
    }

    private String shownPlain() {
        if (isTemporary()) return "mz_temp." + name.item();
        return name.database().orElse(context.database()) + "." + shownSchema() + "." + name.item();
    }

    private String shownSchema() {
        return name.schema()
                .orElseGet(() ->
                        context.variables().searchPath().stream().findFirst().orElse("public"));
    }

    /** A statement that enters a relation, made before it in the same message, into the catalog. */
    String register(Optional<String> cluster, String createSql, String definition, List<String> options) {
        return register(Optional.empty(), cluster, createSql, definition, options);
    }

    /** The same, under an id given out before. */
    String register(
            Optional<String> id, Optional<String> cluster, String createSql, String definition, List<String> options) {
        return "\n; SELECT _weir.register(" + Quoted.literal(physical()) + "::regclass, "
                + Quoted.literal(kind.catalogName()) + ", NULL, NULL, "
                + cluster.map(Quoted::literal).orElse("NULL") + ", "
                + Quoted.literal(createSql) + ", " + Quoted.literal(definition) + ", NULL, "
                + Quoted.array(options) + ", " + id.map(Quoted::literal).orElse("NULL") + ")";
    }
}
