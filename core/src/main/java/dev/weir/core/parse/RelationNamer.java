package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.SnapshotNode;
import dev.weir.core.manifest.WireForm;
import dev.weir.core.project.PythonText;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives nodes their place in the database, through {@code generate_database_name}, {@code generate_schema_name} and
 * {@code generate_alias_name}. Where the built-in macros are in force their rule is applied directly. Source: dbt docs,
 * "Custom schemas", "Custom aliases", "Custom databases".
 */
final class RelationNamer {
    private enum Part {
        DATABASE("generate_database_name"),
        SCHEMA("generate_schema_name"),
        ALIAS("generate_alias_name");

        private final String macro;

        Part(String macro) {
            this.macro = macro;
        }
    }

    private final ParseRequest request;
    private final ContextFactory contexts;
    private final Set<Part> custom = new LinkedHashSet<>();

    RelationNamer(ParseRequest request, ContextFactory contexts) {
        this.request = request;
        this.contexts = contexts;
        Set<String> builtIns = Set.copyOf(request.adapter().builtInPackages());
        for (MacroEntry entry : contexts.catalog().all()) {
            for (Part part : Part.values()) {
                if ((entry.name().equals(part.macro) || entry.name().endsWith("__" + part.macro))
                        && !(builtIns.contains(entry.macro().packageName())
                                && (entry.name().equals(part.macro)
                                        || entry.name().equals("default__" + part.macro)))) {
                    custom.add(part);
                }
            }
        }
    }

    /** Where a node would be if nothing were configured: what {@code this} says while its code is parsed. */
    RelationName preliminary(String name) {
        return new RelationName(
                Optional.of(request.adapter().database()), request.adapter().schema(), name, Optional.empty());
    }

    /** The node with its place in the database and, where it builds something, the rendered name. */
    Node named(Node node) {
        NodeConfig config = node.config();
        Optional<String> database = said(config, "database");
        Optional<String> schema = said(config, "schema");
        if (node instanceof SnapshotNode) {
            database = config.text("target_database").or(() -> said(config, "database"));
        }
        // Each macro sees the parts before its own in their place. Source: recorded case.
        Node inDatabase = at(
                node,
                node instanceof SnapshotNode && config.text("target_database").isPresent()
                        ? config.text("target_database")
                        : Optional.of(part(Part.DATABASE, database, node)),
                node.body().relation().schema(),
                node.body().relation().alias());
        Node inSchema = at(
                node,
                inDatabase.body().relation().database(),
                node instanceof SnapshotNode && config.text("target_schema").isPresent()
                        ? config.text("target_schema").get()
                        : part(Part.SCHEMA, schema, inDatabase),
                node.body().relation().alias());
        RelationName relation = inSchema.body().relation();
        Node placed =
                at(node, relation.database(), relation.schema(), part(Part.ALIAS, said(config, "alias"), inSchema));
        if (!builds(placed)) {
            return placed;
        }
        String rendered = contexts.relation(placed).render();
        return placed.withBody(placed.body()
                .withRelation(new RelationName(
                        relation.database(),
                        relation.schema(),
                        placed.body().relation().alias(),
                        Optional.of(rendered))));
    }

    private static Node at(Node node, Optional<String> database, String schema, String alias) {
        return node.withBody(node.body().withRelation(new RelationName(database, schema, alias, Optional.empty())));
    }

    /** A name as configured; where the last word on it is nothing, none, though the config keeps the one before. Source: recorded case. */
    private static Optional<String> said(NodeConfig config, String key) {
        boolean nothing =
                config.unrendered().containsKey(key) && config.unrendered().get(key) == null;
        return nothing ? Optional.empty() : config.text(key);
    }

    /** Whether a node leaves something in the database. */
    private static boolean builds(Node node) {
        return switch (node.resourceType()) {
            case MODEL, SEED, SNAPSHOT -> !node.ephemeral();
            case TEST -> storesFailures(node.config());
            default -> false;
        };
    }

    private static boolean storesFailures(NodeConfig config) {
        Optional<String> as = config.text("store_failures_as");
        return as.isPresent()
                ? !as.get().equals("ephemeral")
                : config.flag("store_failures").orElse(false);
    }

    private String part(Part part, Optional<String> configured, Node node) {
        if (custom.contains(part)) {
            return called(part, configured, node);
        }
        return switch (part) {
            case DATABASE ->
                configured.map(PythonText::strip).orElse(request.adapter().database());
            case SCHEMA ->
                configured
                        .map(name -> request.adapter().schema() + "_" + PythonText.strip(name))
                        .orElse(request.adapter().schema());
            case ALIAS -> configured.map(PythonText::strip).orElseGet(() -> defaultAlias(node));
        };
    }

    private static String defaultAlias(Node node) {
        return node instanceof ModelNode model && model.version().isPresent()
                ? node.name() + "_v" + String.valueOf(model.version().get()).replace('.', '_')
                : node.name();
    }

    private String called(Part part, Optional<String> configured, Node node) {
        MacroEntry macro =
                macro(part, node.packageName()).orElseThrow(() -> new IllegalStateException("no macro " + part.macro));
        NodeScope scope = new NodeScope(
                node.packageName(),
                Optional.of(node.uniqueId()),
                node.subject(),
                () -> WireForm.of(node),
                Optional.of(node.relation()));
        TemplateContext context = contexts.forParsing(scope, request.database().apply(scope), new ParseCalls());
        Object value = configured.isPresent() ? configured.get() : None.NONE;
        try {
            Object result = context.function(macro).call(Arguments.of(value, Values.fromData(WireForm.of(node))));
            return PythonText.strip(Values.str(result));
        } catch (PyError unfit) {
            Macro called = macro.macro();
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.JIN_002, unfit.message())
                            .at(called.source().span(called.start(), called.start() + 2))
                            .withHint("It is called with two arguments: what the config says, and the node."),
                    unfit);
        }
    }

    /** The root project's macro, else the node's package's, else the built-in one. */
    private Optional<MacroEntry> macro(Part part, String packageName) {
        MacroCatalog catalog = contexts.catalog();
        Optional<MacroEntry> found = catalog.findIn(catalog.rootProject(), part.macro);
        if (found.isEmpty()) {
            found = catalog.findIn(packageName, part.macro);
        }
        return found.isPresent() ? found : catalog.findIn("dbt", part.macro);
    }

    /** A source's rendered name. */
    String rendered(RelationName relation, java.util.Map<String, @Nullable Object> quoting) {
        dev.weir.adapter.Relation plain = contexts.relation(relation.database(), relation.schema(), relation.alias());
        dev.weir.adapter.PartPolicy policy = plain.quote();
        if (quoting.get("database") instanceof Boolean quoted) {
            policy = policy.withDatabase(quoted);
        }
        if (quoting.get("schema") instanceof Boolean quoted) {
            policy = policy.withSchema(quoted);
        }
        if (quoting.get("identifier") instanceof Boolean quoted) {
            policy = policy.withIdentifier(quoted);
        }
        return plain.withQuote(policy).render();
    }
}
