package dev.weir.core.context;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import dev.weir.core.context.ContextFactory.ProjectGraph;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.MetricIndex;
import dev.weir.core.manifest.MissingTarget;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.manifest.SourceDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Refs and sources of one node, resolved through the manifest once everything is parsed. */
final class ManifestReferences implements References {
    private final ProjectGraph graph;
    private final RelationFactory relations;
    private final DatabaseScope database;
    private final NodeScope node;
    private final Optional<Set<String>> known;
    private final Consumer<Node> ephemeralRead;
    private final Optional<TimeWindow> window;

    /**
     * @param known the ids the node was seen to read when it was parsed; a ref to another one is an error. Empty: all may
     * @param ephemeralRead hears of every ephemeral model that is read
     * @param window what is read of relations that have an event time
     */
    ManifestReferences(
            ProjectGraph graph,
            RelationFactory relations,
            DatabaseScope database,
            NodeScope node,
            Optional<Set<String>> known,
            Consumer<Node> ephemeralRead,
            Optional<TimeWindow> window) {
        this.graph = graph;
        this.relations = relations;
        this.database = database;
        this.node = node;
        this.known = known;
        this.ephemeralRead = ephemeralRead;
        this.window = window;
    }

    @Override
    public Object ref(RefCall call) {
        Node target = graph.references().find(call, node.packageName()).orElseThrow(() -> missing(call));
        if (known.isPresent() && !known.get().contains(target.uniqueId())) {
            throw new WeirException(unseen(call, target));
        }
        Relation relation = relations.of(target);
        if (target.ephemeral()) {
            ephemeralRead.accept(target);
        }
        Relation read = graph.deferral().instead(target, relation).orElse(relation);
        return database.relation(narrowed(read, target.config()));
    }

    @Override
    public Object source(SourceCall call) {
        SourceDefinition source =
                graph.references().find(call, node.packageName()).orElseThrow(() -> missing(call));
        Relation relation = relations.of(source);
        return database.relation(narrowed(relation, source.config()));
    }

    /** The relation, or what of its rows may be read. */
    private Relation narrowed(Relation relation, NodeConfig config) {
        boolean empty = graph.reads().empty();
        Optional<String> column = window.isEmpty() ? Optional.empty() : config.text("event_time");
        if (column.isEmpty() || column.get().isEmpty()) {
            return empty ? relation.withSubset(Relation.Subset.limit(0)) : relation;
        }
        return relation.withSubset(
                new Relation.Subset(empty ? 0L : null, window.get().of(column.get())));
    }

    @Override
    public Object function(FunctionCall call) {
        FunctionNode found = graph.references()
                .find(call, node.packageName())
                .orElseThrow(() ->
                        missing(DiagnosticCode.PAR_030, "function \"" + call.name() + "\"", MissingTarget.of(call)));
        return database.relation(relations.of(found).withType(Optional.of("function")));
    }

    @Override
    public Object metric(MetricCall call) {
        MetricIndex metrics = new MetricIndex(
                graph.manifest().searchOrder(),
                graph.manifest().semantics().metrics().values(),
                List.of());
        if (metrics.find(call, node.packageName()).isEmpty()) {
            throw missing(
                    DiagnosticCode.PAR_031,
                    "metric \"" + call.name() + "\"",
                    MissingTarget.of(call, MissingTarget.Why.EITHER));
        }
        return new MetricValue(call);
    }

    private WeirException missing(RefCall call) {
        boolean disabled = disabled().find(call, node.packageName()).isPresent();
        return missing(
                DiagnosticCode.PAR_001,
                "model \"" + call.name() + "\"",
                MissingTarget.of(call, MissingTarget.Why.disabled(disabled)));
    }

    private WeirException missing(SourceCall call) {
        boolean disabled = disabled().find(call, node.packageName()).isPresent();
        return missing(
                DiagnosticCode.PAR_002,
                "source \"" + call.sourceName() + "." + call.tableName() + "\"",
                MissingTarget.of(call, MissingTarget.Why.disabled(disabled)));
    }

    private ReferenceIndex disabled() {
        return ReferenceIndex.among(
                graph.manifest().searchOrder(), graph.manifest().resourcesOff());
    }

    private WeirException missing(DiagnosticCode code, String target, MissingTarget missing) {
        Map<String, @Nullable Object> asker = node.model().get();
        return new WeirException(Diagnostic.of(
                        code,
                        target + (missing.why() == MissingTarget.Why.DISABLED ? " is disabled" : " does not exist"))
                .withHeadline(new Diagnostic.Headline(
                        ErrorKind.COMPILATION,
                        Optional.empty(),
                        missing.words(
                                String.valueOf(asker.get("resource_type")),
                                String.valueOf(asker.get("unique_id")),
                                String.valueOf(asker.get("original_file_path"))))));
    }

    private Diagnostic unseen(RefCall call, Node target) {
        String written = call.packageName().map(name -> "'" + name + "', ").orElse("") + "'" + call.name() + "'";
        return Diagnostic.of(
                        DiagnosticCode.CMP_002,
                        "ref(" + written + ") was not seen when the project was parsed, so \"" + target.name()
                                + "\" may not be built yet")
                .inWordsOfDbt("dbt was unable to infer all dependencies for the model \""
                        + node.subject().split(" ", 3)[1] + "\".\n"
                        + "This typically happens when ref() is placed within a conditional block.\n\n"
                        + "To fix this, add the following hint to the top of the model \""
                        + node.subject().split(" ", 3)[1] + "\":\n\n-- depends_on: {{ ref(" + written + ") }}")
                .withHint("Add this line at the top of the model: -- depends_on: {{ ref(" + written + ") }}");
    }

    /** Makes relations with the quoting in force: the project's; of sources the adapter's with their own over it. A node's config {@code quoting} is shown only. */
    record RelationFactory(dev.weir.adapter.RelationStyle style, PartPolicy projectQuoting) {
        Relation of(Node node) {
            if (node.ephemeral()) {
                return Relation.of(style, Optional.empty(), Optional.empty(), Optional.of(EphemeralNames.cte(node)))
                        .withQuote(new PartPolicy(false, false, false))
                        .withType(Optional.of("cte"));
            }
            return of(
                    node.relation().database(),
                    node.relation().schema(),
                    node.relation().alias());
        }

        Relation of(SourceDefinition source) {
            Relation relation = Relation.of(
                    style,
                    source.relation().database(),
                    Optional.of(source.relation().schema()),
                    Optional.of(source.relation().alias()));
            return relation.withQuote(policy(relation.quote(), source.quoting()));
        }

        Relation of(Optional<String> database, String schema, String identifier) {
            return Relation.of(style, database, Optional.of(schema), Optional.of(identifier))
                    .withQuote(projectQuoting);
        }

        private static PartPolicy policy(
                PartPolicy general, java.util.Map<String, @org.jspecify.annotations.Nullable Object> own) {
            PartPolicy policy = general;
            if (own.get("database") instanceof Boolean quoted) {
                policy = policy.withDatabase(quoted);
            }
            if (own.get("schema") instanceof Boolean quoted) {
                policy = policy.withSchema(quoted);
            }
            if (own.get("identifier") instanceof Boolean quoted) {
                policy = policy.withIdentifier(quoted);
            }
            return policy;
        }
    }
}
