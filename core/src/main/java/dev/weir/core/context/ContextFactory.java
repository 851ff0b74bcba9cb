package dev.weir.core.context;

import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationStyle;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.project.CustomEnvironment;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Questions;
import dev.weir.core.project.SharedMembers;
import dev.weir.core.project.TargetValue;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the context of a node for a phase. Holds what all nodes have in common; thread-safe. Source: dbt docs, "dbt Jinja
 * functions"; names as dbt 1.11.16 exposes them in each phase.
 */
public final class ContextFactory {
    /** The time of this machine; what is made of it is never the same twice. */
    private final InvocationScope invocation;

    private final SharedMembers shared;
    private final MacroCatalog catalog;
    private final Renderer renderer;
    private final ManifestReferences.RelationFactory relations;

    /** @param projectQuoting the adapter's quoting with the project's {@code quoting:} over it */
    public ContextFactory(
            InvocationScope invocation,
            MacroCatalog catalog,
            Renderer renderer,
            RelationStyle style,
            PartPolicy projectQuoting) {
        this.invocation = invocation;
        shared = invocation.shared();
        this.catalog = catalog;
        this.renderer = renderer;
        relations = new ManifestReferences.RelationFactory(style, projectQuoting);
    }

    public MacroCatalog catalog() {
        return catalog;
    }

    public Renderer renderer() {
        return renderer;
    }

    public InvocationScope invocation() {
        return invocation;
    }

    /** The relation a node builds or a ref to it reads. */
    public Relation relation(Node node) {
        return relations.of(node);
    }

    /** A relation by name, with the project's quoting. */
    public Relation relation(Optional<String> database, String schema, String identifier) {
        return relations.of(database, schema, identifier);
    }

    /** The context a node's code is parsed in: calls are recorded in {@code calls}, refs yield the node itself. */
    public TemplateContext forParsing(NodeScope node, DatabaseScope database, ParseCalls calls) {
        Map<String, Object> members = members(node, Phase.PARSE, database);
        members.put("config", calls.configValue());
        Object self = self(node, database);
        addReferences(members, new References() {
            @Override
            public Object ref(RefCall call) {
                calls.addRef(call);
                return self;
            }

            @Override
            public Object source(SourceCall call) {
                calls.addSource(call);
                return self;
            }

            @Override
            public Object function(FunctionCall call) {
                calls.addFunction(call);
                return self;
            }

            @Override
            public Object metric(MetricCall call) {
                calls.addMetric(call);
                return false;
            }
        });
        return finish(members, node, Phase.PARSE, database, macro -> calls.addMacro(macro.uniqueId()));
    }

    /**
     * The context a parsed node is compiled or run in.
     *
     * @param ephemeralRead hears of every ephemeral model a ref reads
     */
    public TemplateContext forNode(
            Node node,
            NodeScope scope,
            Phase phase,
            DatabaseScope database,
            ProjectGraph graph,
            Consumer<Node> ephemeralRead) {
        Map<String, Object> members = members(scope, phase, database);
        members.put(
                "config",
                new NodeConfigValue(node.config().values(), node.uniqueId(), scope.subject(), invocation.events()));
        addReferences(
                members,
                new ManifestReferences(
                        graph,
                        relations,
                        database,
                        scope,
                        Optional.of(Set.copyOf(node.links().dependsOnNodes())),
                        ephemeralRead,
                        graph.reads().windowOf(node)));
        addGraph(members, graph);
        if (node instanceof OperationNode) {
            members.put("this", None.NONE);
        }
        return finish(members, scope, phase, database, _ -> {});
    }

    /** The context a model's code is compiled in for a unit test. */
    public TemplateContext forUnitTest(
            Node tested, NodeScope scope, DatabaseScope database, ProjectGraph graph, UnitTestWorld world) {
        TemplateContext context = forNode(tested, scope, Phase.COMPILE, database, graph, _ -> {});
        world.settle(context);
        return context;
    }

    /** The relation of a source. */
    public Relation relation(SourceDefinition source) {
        return relations.of(source);
    }

    /** A relation that is only a name of the query it stands in. */
    public Relation cte(String name) {
        return Relation.of(relations.style(), Optional.empty(), Optional.empty(), Optional.of(name))
                .withQuote(new PartPolicy(false, false, false))
                .withType(Optional.of("cte"));
    }

    /** The context of code that is no node: operations, {@code run-operation}, {@code --inline}. Refs may name anything. */
    public TemplateContext forOperation(
            NodeScope scope, DatabaseScope database, ProjectGraph graph, Consumer<Node> ephemeralRead) {
        Map<String, Object> members = members(scope, Phase.RUN, database);
        members.put("config", new NodeConfigValue(Map.of(), "", scope.subject(), invocation.events()));
        addReferences(
                members,
                new ManifestReferences(
                        graph, relations, database, scope, Optional.empty(), ephemeralRead, Optional.empty()));
        addGraph(members, graph);
        if (scope.uniqueId().isEmpty()) {
            members.remove("this");
            members.remove("compiled_code");
            members.remove("defer_relation");
            members.put("pre_hooks", None.NONE);
            members.put("post_hooks", None.NONE);
        }
        return finish(members, scope, Phase.RUN, database, _ -> {});
    }

    /**
     * What contexts show of the whole project.
     *
     * @param graph the template's {@code graph}
     * @param selected unique ids for {@code selected_resources}
     * @param reads what of refs and sources is read
     * @param deferral which refs lead elsewhere
     */
    public record ProjectGraph(
            Manifest manifest,
            ReferenceIndex references,
            Object graph,
            List<String> selected,
            ReadLimits reads,
            Deferral deferral) {
        public ProjectGraph {
            selected = List.copyOf(selected);
        }

        /** The same for one batch of a microbatch model. */
        public ProjectGraph in(ReadLimits.Batch batch) {
            return new ProjectGraph(manifest, references, graph, selected, reads.in(batch), deferral);
        }
    }

    private static void addGraph(Map<String, Object> members, ProjectGraph graph) {
        members.put("graph", graph.graph());
        members.put("selected_resources", new Deferred(() -> Values.fromData(graph.selected())));
    }

    private static void addReferences(Map<String, Object> members, References references) {
        members.put("ref", (PyCallable) arguments -> ReferenceFunctions.ref(references, arguments));
        members.put("function", (PyCallable) arguments -> ReferenceFunctions.function(references, arguments));
        members.put("metric", (PyCallable) arguments -> ReferenceFunctions.metric(references, arguments));
        members.put("source", (PyCallable) arguments -> ReferenceFunctions.source(references, arguments));
    }

    private Map<String, Object> members(NodeScope node, Phase phase, DatabaseScope database) {
        Map<String, Object> members = new HashMap<>(96);
        members.putAll(shared.functions());
        new EnvironmentFunction(invocation).addTo(members);
        members.put("dbt_version", invocation.dbtVersion());
        members.put("invocation_id", ofAll("invocation_id"));
        members.put("project_name", invocation.projectName());
        members.put("run_started_at", ofAll("run_started_at"));
        members.put("modules", ofAll("modules"));
        members.put("target", new Deferred(() -> new TargetValue(invocation.target())));
        members.put("env", members.get("target"));
        members.put("flags", ofAll("flags"));
        members.put("invocation_args_dict", new Deferred(() -> asked(Questions.Kind.ARGUMENTS, invocation.args())));
        members.put(
                "dbt_metadata_envs",
                new Deferred(() -> unrepeatable(Values.fromData(CustomEnvironment.of(invocation.environment())))));
        members.put("exceptions", new ExceptionsValue(node.subject(), invocation.events()));
        members.put("execute", phase.executes());
        members.put("thread_id", ofAll("thread_id"));
        members.put("validation", new Deferred(ConfigValidation::member));
        members.put("defer_relation", None.NONE);
        members.put("model", new Deferred(() -> NodeTree.of(node.model().get())));
        members.put("this", node.relation().isPresent() ? self(node, database) : None.NONE);
        node.relation()
                .ifPresentOrElse(
                        relation -> {
                            members.put("schema", relation.schema());
                            members.put(
                                    "database",
                                    Values.fromData(relation.database().orElse(null)));
                        },
                        () -> {
                            for (String name : List.of("schema", "database")) {
                                members.put(
                                        name,
                                        Values.fromData(invocation.target().get(name)));
                            }
                        });
        members.put("graph", new Deferred(PyDict::new));
        members.put("selected_resources", new Deferred(PyList::new));
        members.put("sql", None.NONE);
        members.put("compiled_code", None.NONE);
        members.put("pre_hooks", new Deferred(PyList::new));
        members.put("post_hooks", new Deferred(PyList::new));
        return members;
    }

    private Deferred ofAll(String name) {
        return new Deferred(() -> Objects.requireNonNull(shared.find(name)));
    }

    /** A member that is another one in each command. */
    private static Object unrepeatable(Object member) {
        Questions.unrepeatable();
        return member;
    }

    private static Object asked(Questions.Kind kind, Map<String, @Nullable Object> member) {
        Questions.asked(kind, "", () -> Fingerprint.of(member));
        return Values.fromData(member);
    }

    private Object self(NodeScope node, DatabaseScope database) {
        RelationName relation = node.relation().orElse(new RelationName(Optional.empty(), "", "", Optional.empty()));
        return database.relation(relations.of(relation.database(), relation.schema(), relation.alias()));
    }

    private TemplateContext finish(
            Map<String, Object> members,
            NodeScope node,
            Phase phase,
            DatabaseScope database,
            TemplateContext.MacroListener listener) {
        TemplateContext context = new TemplateContext(members, catalog, renderer, node, phase, listener);
        members.putAll(database.members(context));
        new RenderFunctions(context).addTo(members);
        members.put("var", new VarFunction(context, invocation.vars()));
        members.put("builtins", new Deferred(context::builtins));
        members.put("context", new ContextValue(context));
        return context;
    }
}
