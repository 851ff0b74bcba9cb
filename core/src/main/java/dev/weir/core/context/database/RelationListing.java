package dev.weir.core.context.database;

import dev.weir.adapter.QueryResult;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.TemplateContext;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Fills the {@link RelationCache}: all schemas of a database with one query, or schema by schema through the macro
 * {@code list_relations_without_caching} where the project has its own.
 */
public final class RelationListing {
    private static final String MACRO = "list_relations_without_caching";

    private final DatabaseRuntime runtime;

    public RelationListing(DatabaseRuntime runtime) {
        this.runtime = runtime;
    }

    /** Lists these schemas of one database. */
    public void load(Optional<String> database, List<String> wanted, DatabaseSession session, TemplateContext context) {
        List<String> schemas = new ArrayList<>();
        for (String schema : wanted) {
            if (runtime.gate().foreseen("schema", database, schema).isPresent()) {
                runtime.cache().load(database, schema, List.of()); // new by then, or gone
            } else {
                schemas.add(schema);
            }
        }
        if (schemas.isEmpty()) {
            return;
        }
        Optional<String> query = overridden(context.catalog())
                ? Optional.empty()
                : runtime.adapter().relationsQuery(database.orElse(""), schemas);
        if (query.isPresent()) {
            byQuery(database, schemas, session.execute(query.get(), false, true, OptionalInt.empty()));
        } else {
            for (String schema : schemas) {
                byMacro(database, schema, context);
            }
        }
        Optional<String> dependencies = runtime.adapter().dependenciesQuery(schemas);
        if (dependencies.isPresent()) {
            link(database, session.execute(dependencies.get(), false, true, OptionalInt.empty()));
        }
    }

    private boolean overridden(MacroCatalog catalog) {
        String root = catalog.rootProject();
        return catalog.findForAdapter(MACRO).stream()
                        .anyMatch(each -> !catalog.builtIn(each.macro().packageName()))
                || catalog.findIn(root, runtime.adapter().type() + "__" + MACRO).isPresent()
                || catalog.findIn(root, "default__" + MACRO).isPresent();
    }

    private void byQuery(Optional<String> database, List<String> schemas, QueryResult result) {
        Map<String, List<Relation>> bySchema = new LinkedHashMap<>();
        for (String schema : schemas) {
            bySchema.put(schema.toLowerCase(Locale.ROOT), new ArrayList<>());
        }
        for (List<@Nullable Object> row : result.rows()) {
            String schema = CellText.of(row.get(1));
            bySchema.computeIfAbsent(schema.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(relation(
                            Optional.of(CellText.of(row.get(0))),
                            schema,
                            CellText.of(row.get(2)),
                            CellText.of(row.get(3))));
        }
        bySchema.forEach((schema, relations) -> runtime.cache().load(database, schema, relations));
    }

    private Relation relation(Optional<String> database, String schema, String name, String type) {
        boolean known = runtime.adapter().relationStyle().types().contains(type);
        return Relation.of(runtime.adapter().relationStyle(), database, Optional.of(schema), Optional.of(name))
                .withType(
                        known
                                ? Optional.of(type)
                                : runtime.adapter().relationStyle().unknownType());
    }

    private void byMacro(Optional<String> database, String schema, TemplateContext context) {
        Relation of = Relation.of(runtime.adapter().relationStyle(), database, Optional.of(schema), Optional.empty());
        Object rows = AdapterMacros.call(
                context, MACRO, Arguments.of(new RelationValue(of, AdapterMacros.relationTypeName(runtime.adapter()))));
        List<Relation> found = new ArrayList<>();
        if (rows != None.NONE) {
            for (Iterator<Object> each = Values.iterate(rows); each.hasNext(); ) {
                Object row = each.next();
                found.add(relation(
                        Optional.of(Values.str(Values.item(row, 0L))),
                        Values.str(Values.item(row, 2L)),
                        Values.str(Values.item(row, 1L)),
                        Values.str(Values.item(row, 3L))));
            }
        }
        runtime.cache().load(database, schema, found);
    }

    private void link(Optional<String> database, QueryResult result) {
        for (List<@Nullable Object> row : result.rows()) {
            runtime.cache()
                    .link(
                            new RelationPath(
                                    database,
                                    Optional.of(CellText.of(row.get(2))),
                                    Optional.of(CellText.of(row.get(3)))),
                            new RelationPath(
                                    database,
                                    Optional.of(CellText.of(row.get(0))),
                                    Optional.of(CellText.of(row.get(1)))));
        }
    }
}
