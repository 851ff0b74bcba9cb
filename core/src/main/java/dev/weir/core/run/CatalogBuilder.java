package dev.weir.core.run;

import dev.weir.adapter.Capability;
import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.Relation;
import dev.weir.base.WeirException;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.CellText;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.Table;
import dev.weir.core.context.database.TableValue;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks the database what it holds of a project, through the catalog macros. Source: dbt docs, "docs generate". */
public final class CatalogBuilder {
    /** Above this many relations whole schemas are asked for, as the reference does. */
    private static final int MOST_RELATIONS = 100;

    private final RunWiring wiring;

    public CatalogBuilder(RunWiring wiring) {
        this.wiring = wiring;
    }

    /** @param described whether a node or source of this unique id is */
    public Catalog build(Predicate<String> described) {
        Map<Key, List<String>> nodes = new LinkedHashMap<>();
        Map<Key, List<String>> sources = new LinkedHashMap<>();
        Map<Optional<String>, List<RelationName>> byDatabase = new LinkedHashMap<>();
        for (Node node : wiring.manifest().nodes().values()) {
            boolean stands = (node instanceof ModelNode && !node.ephemeral())
                    || node instanceof SeedNode
                    || node instanceof SnapshotNode;
            if (stands && described.test(node.uniqueId())) {
                keep(node.uniqueId(), node.relation(), nodes, byDatabase);
            }
        }
        for (SourceDefinition source : wiring.manifest().sources().values()) {
            if (described.test(source.uniqueId())) {
                keep(source.uniqueId(), source.relation(), sources, byDatabase);
            }
        }
        Collected collected = new Collected(nodes, sources);
        try (SessionPool sessions = new SessionPool(wiring.runtime(), 1)) {
            for (Map.Entry<Optional<String>, List<RelationName>> each : byDatabase.entrySet()) {
                ask(each.getKey(), each.getValue(), sessions.master(), collected);
            }
        }
        return collected.catalog();
    }

    private static void keep(
            String uniqueId,
            RelationName relation,
            Map<Key, List<String>> ids,
            Map<Optional<String>, List<RelationName>> byDatabase) {
        ids.computeIfAbsent(Key.of(relation), _ -> new ArrayList<>()).add(uniqueId);
        byDatabase.computeIfAbsent(relation.database(), _ -> new ArrayList<>()).add(relation);
    }

    /** A relation's name, compared without case. */
    private record Key(String database, String schema, String name) {
        static Key of(RelationName relation) {
            return of(relation.database().orElse(""), relation.schema(), relation.alias());
        }

        static Key of(String database, String schema, String name) {
            return new Key(
                    database.toLowerCase(Locale.ROOT), schema.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        }
    }

    private void ask(
            Optional<String> database, List<RelationName> relations, DatabaseSession session, Collected collected) {
        String connection = database.map(name -> name + ".").orElse("") + "information_schema";
        session.lend(connection, Optional.empty(), wiring.comment().on("", connection));
        try {
            TemplateContext context = Preparation.operationContext(wiring, session);
            Object answer = byRelations(relations.size())
                    ? context.callForAdapter(
                                    "get_catalog_relations",
                                    Arguments.of(informationSchema(database, session), values(relations, session)))
                            .orElse(None.NONE)
                    : context.callForAdapter(
                                    "get_catalog",
                                    Arguments.of(informationSchema(database, session), schemas(relations)))
                            .orElse(None.NONE);
            if (answer instanceof TableValue value) {
                collected.add(value.table());
            }
        } catch (DatabaseException e) {
            collected.errors.add(e.words().strip());
        } catch (WeirException e) {
            collected.errors.add(e.diagnostic().message());
        } finally {
            session.release();
        }
    }

    private boolean byRelations(int count) {
        return wiring.runtime().adapter().support(Capability.SCHEMA_METADATA_BY_RELATIONS) == Capability.Support.FULL
                && count <= MOST_RELATIONS;
    }

    private Object informationSchema(Optional<String> database, DatabaseSession session) {
        Relation relation = wiring.compiler().contexts().relation(database, "", "");
        Object value = LiveDatabase.on(wiring.runtime(), session).relation(relation);
        return Values.call(Values.attribute(value, "information_schema_only"), Arguments.NONE);
    }

    private Object values(List<RelationName> relations, DatabaseSession session) {
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        PyList list = new PyList(relations.size());
        for (RelationName each : relations) {
            list.add(database.relation(
                    wiring.compiler().contexts().relation(each.database(), each.schema(), each.alias())));
        }
        return list;
    }

    private static Object schemas(List<RelationName> relations) {
        Set<String> schemas = new LinkedHashSet<>();
        relations.forEach(each -> schemas.add(each.schema()));
        return new PyList(schemas);
    }

    /** Tables put together from the rows of columns. */
    private static final class Collected {
        private final Map<Key, List<String>> nodes;
        private final Map<Key, List<String>> sources;
        private final Map<Key, Draft> drafts = new LinkedHashMap<>();
        private final List<String> errors = new ArrayList<>();

        Collected(Map<Key, List<String>> nodes, Map<Key, List<String>> sources) {
            this.nodes = nodes;
            this.sources = sources;
        }

        /** One table on its way. */
        private record Draft(List<@Nullable Object> row, Places places, List<CatalogTable.Column> columns) {}

        /** Where the catalog's columns stand in a result. */
        private record Places(Map<String, Integer> byName) {
            @Nullable
            Object value(List<@Nullable Object> row, String column) {
                Integer place = byName.get(column);
                return place == null ? null : row.get(place);
            }

            String text(List<@Nullable Object> row, String column) {
                Object value = value(row, column);
                return value == null ? "" : CellText.of(value);
            }

            Optional<String> optional(List<@Nullable Object> row, String column) {
                return Optional.ofNullable(value(row, column)).map(CellText::of);
            }
        }

        void add(Table table) {
            Map<String, Integer> byName = new LinkedHashMap<>();
            for (int at = 0; at < table.columnNames().size(); at++) {
                byName.put(table.columnNames().get(at).toLowerCase(Locale.ROOT), at);
            }
            Places places = new Places(byName);
            for (List<@Nullable Object> row : table.rows()) {
                Key key = Key.of(
                        places.text(row, "table_database"),
                        places.text(row, "table_schema"),
                        places.text(row, "table_name"));
                if (!nodes.containsKey(key) && !sources.containsKey(key)) {
                    continue;
                }
                Draft draft = drafts.computeIfAbsent(key, _ -> new Draft(row, places, new ArrayList<>()));
                long index = places.value(row, "column_index") instanceof Number number ? number.longValue() : 0;
                draft.columns()
                        .add(new CatalogTable.Column(
                                places.text(row, "column_name"),
                                places.text(row, "column_type"),
                                index,
                                places.optional(row, "column_comment")));
            }
        }

        Catalog catalog() {
            List<CatalogTable> nodeTables = new ArrayList<>();
            List<CatalogTable> sourceTables = new ArrayList<>();
            drafts.forEach((key, draft) -> {
                nodes.getOrDefault(key, List.of()).forEach(id -> nodeTables.add(table(id, draft)));
                sources.getOrDefault(key, List.of()).forEach(id -> sourceTables.add(table(id, draft)));
            });
            return new Catalog(nodeTables, sourceTables, errors);
        }

        private static CatalogTable table(String uniqueId, Draft draft) {
            Places places = draft.places();
            List<CatalogTable.Column> columns = new ArrayList<>(draft.columns());
            columns.sort(java.util.Comparator.comparingLong(CatalogTable.Column::index));
            return new CatalogTable(
                    uniqueId,
                    places.text(draft.row(), "table_type"),
                    places.optional(draft.row(), "table_database"),
                    places.text(draft.row(), "table_schema"),
                    places.text(draft.row(), "table_name"),
                    places.optional(draft.row(), "table_comment"),
                    places.optional(draft.row(), "table_owner"),
                    columns,
                    stats(draft));
        }

        /** Columns named {@code stats:<id>:label}, {@code :value}, {@code :description}, {@code :include}. */
        private static List<CatalogTable.Stat> stats(Draft draft) {
            List<CatalogTable.Stat> stats = new ArrayList<>();
            for (String name : draft.places().byName().keySet()) {
                if (name.startsWith("stats:") && name.endsWith(":label")) {
                    String id = name.substring("stats:".length(), name.length() - ":label".length());
                    String prefix = "stats:" + id + ":";
                    stats.add(new CatalogTable.Stat(
                            id,
                            draft.places().text(draft.row(), name),
                            draft.places().value(draft.row(), prefix + "value"),
                            Boolean.TRUE.equals(draft.places().value(draft.row(), prefix + "include")),
                            draft.places().optional(draft.row(), prefix + "description")));
                }
            }
            return stats;
        }
    }
}
