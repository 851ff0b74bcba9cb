package dev.weir.core.run;

import dev.weir.adapter.Relation;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.RelationListing;
import dev.weir.core.event.DatabaseEvent;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to stand before the first node runs: the schemas of what will be built, and the relation cache. */
public final class Preparation {
    private final RunWiring wiring;
    private final DatabaseSession session;

    public Preparation(RunWiring wiring, DatabaseSession session) {
        this.wiring = wiring;
        this.session = session;
    }

    /** Creates missing schemas of the nodes to build, then lists the relations of all the project's schemas. */
    void prepare(List<Resource> toBuild, boolean storesFailures) {
        createSchemas(toBuild, storesFailures);
        fillCache();
    }

    private TemplateContext context(String connection) {
        session.lend(connection, Optional.empty(), wiring.comment().on("", connection));
        return operationContext(wiring, session);
    }

    /** A context for macros that belong to no node. */
    static TemplateContext operationContext(RunWiring wiring, DatabaseSession session) {
        NodeScope scope =
                new NodeScope(wiring.manifest().projectName(), Optional.empty(), "", Map::of, Optional.empty());
        return wiring.compiler()
                .contexts()
                .forOperation(
                        scope,
                        LiveDatabase.on(wiring.runtime(), session),
                        wiring.compiler().graph(),
                        _ -> {});
    }

    void createSchemas(List<Resource> toBuild, boolean storesFailures) {
        for (Map.Entry<Optional<String>, Set<String>> wanted :
                schemas(toBuild, storesFailures).entrySet()) {
            Set<String> existing = new HashSet<>();
            String database = wanted.getKey().orElse("");
            TemplateContext context = context("list_" + database);
            try {
                Object table = call(
                        context,
                        "list_schemas",
                        "database",
                        wanted.getKey().<Object>map(name -> name).orElse(None.NONE));
                for (Iterator<Object> rows = Values.iterate(table); rows.hasNext(); ) {
                    existing.add(Values.str(Values.item(rows.next(), 0L)).toLowerCase(Locale.ROOT));
                }
            } finally {
                session.release();
            }
            for (String schema : wanted.getValue()) {
                if (!existing.contains(schema.toLowerCase(Locale.ROOT))) {
                    create(wanted.getKey(), schema);
                }
            }
        }
    }

    private void create(Optional<String> database, String schema) {
        TemplateContext context =
                context("create_" + database.map(name -> name + "_").orElse("") + schema);
        try {
            wiring.events().emit(new DatabaseEvent.SchemaCreation(database.orElse(null), schema));
            Relation relation =
                    wiring.compiler().contexts().relation(database, schema, "").withoutIdentifier();
            call(
                    context,
                    "create_schema",
                    "relation",
                    LiveDatabase.on(wiring.runtime(), session).relation(relation));
            session.commitIfOpen();
        } finally {
            session.release();
        }
    }

    private static Object call(TemplateContext context, String macro, String name, Object value) {
        return context.callForAdapter(macro, Arguments.of(new Object[0], new String[] {name}, new Object[] {value}))
                .orElse(None.NONE);
    }

    /** Lists the relations of every schema the project builds in. */
    public void fillCache() {
        List<Resource> all = new ArrayList<>(wiring.manifest().nodes().values());
        for (Map.Entry<Optional<String>, Set<String>> each : schemas(all, false).entrySet()) {
            String connection = "list_" + each.getKey().orElse("");
            TemplateContext context = context(connection);
            try {
                new RelationListing(wiring.runtime())
                        .load(each.getKey(), List.copyOf(each.getValue()), session, context);
            } finally {
                session.release();
            }
        }
    }

    /** Databases and their schemas, in the order of the nodes. */
    private static Map<Optional<String>, Set<String>> schemas(Collection<? extends Resource> nodes, boolean testsToo) {
        Map<Optional<String>, Set<String>> schemas = new LinkedHashMap<>();
        for (Resource resource : nodes) {
            boolean builds = switch (resource) {
                case ModelNode model -> !model.ephemeral();
                case SeedNode _, SnapshotNode _, FunctionNode _ -> true;
                case GenericTestNode test -> testsToo || stores(test);
                case SingularTestNode test -> testsToo || stores(test);
                default -> false;
            };
            if (builds && resource instanceof Node node) {
                RelationName relation = node.relation();
                schemas.computeIfAbsent(relation.database(), _ -> new LinkedHashSet<>())
                        .add(relation.schema());
            }
        }
        return schemas;
    }

    private static boolean stores(Node test) {
        return test.config().flag("store_failures").orElse(false);
    }
}
