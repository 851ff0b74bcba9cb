package dev.weir.core.compile;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.DatabaseScope;
import dev.weir.core.context.EphemeralNames;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.Phase;
import dev.weir.core.context.ReadLimits;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.TestArguments;
import dev.weir.core.manifest.ForeignKeyTargets;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.WireForm;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Template;
import dev.weir.jinja.module.PyDateTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Renders nodes to SQL and inlines the ephemeral models they read. Serves all nodes of one invocation; thread-safe: an
 * ephemeral model is rendered once for each node that first needs it and kept.
 */
public final class NodeCompiler {
    private final ContextFactory contexts;
    private final ContextFactory.ProjectGraph graph;
    private final boolean injectEphemerals;
    private final Map<String, Inlined> ephemerals = new ConcurrentHashMap<>();

    /** An ephemeral model that some node read. */
    public record Inlined(Node node, CompiledNode compiled) {}

    public NodeCompiler(ContextFactory contexts, ContextFactory.ProjectGraph graph) {
        this(contexts, graph, true);
    }

    /** @param injectEphemerals whether ephemeral models become common table expressions of what reads them */
    public NodeCompiler(ContextFactory contexts, ContextFactory.ProjectGraph graph, boolean injectEphemerals) {
        this.contexts = contexts;
        this.graph = graph;
        this.injectEphemerals = injectEphemerals;
    }

    public ContextFactory contexts() {
        return contexts;
    }

    public ContextFactory.ProjectGraph graph() {
        return graph;
    }

    /** The ephemeral models that were read so far, by name. */
    public List<Inlined> inlined() {
        return ephemerals.values().stream()
                .sorted((one, other) ->
                        one.node().uniqueId().compareTo(other.node().uniqueId()))
                .toList();
    }

    /** The compiler of one batch of a microbatch model. */
    public NodeCompiler in(ReadLimits.Batch batch) {
        return new NodeCompiler(contexts, graph.in(batch), injectEphemerals);
    }

    /** A node's scope, with {@code model} in manifest v12's shape; in a batch the model has a {@code batch}, too. */
    public NodeScope scopeOf(Node node) {
        Optional<ReadLimits.Batch> batch = graph.reads().batchOf(node);
        if (batch.isEmpty()) {
            return scope(node, named(node));
        }
        return new NodeScope(
                node.packageName(),
                Optional.of(node.uniqueId()),
                node.subject(),
                () -> model(named(node), batch.get()),
                Optional.of(node.relation()));
    }

    private Node named(Node node) {
        return ForeignKeyTargets.named(node, graph::references);
    }

    private static Map<String, @Nullable Object> model(Node node, ReadLimits.Batch batch) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>(WireForm.of(node));
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", batch.id());
        shown.put("event_time_start", moment(batch.window().start()));
        shown.put("event_time_end", moment(batch.window().end()));
        model.put("batch", shown);
        return model;
    }

    private static Object moment(LocalDateTime utc) {
        return PyDateTime.of(utc, ZoneOffset.UTC);
    }

    /** A node's scope, with {@code model} in manifest v12's shape. */
    public static NodeScope scope(Node node) {
        return scope(node, node);
    }

    private static NodeScope scope(Node node, Node shown) {
        return new NodeScope(
                node.packageName(),
                Optional.of(node.uniqueId()),
                node.subject(),
                () -> WireForm.of(shown),
                Optional.of(node.relation()));
    }

    /**
     * The SQL of a node. Seeds have none. Throws the template's diagnostic, worded for the node.
     *
     * @param database the database half of this node's context, which the code may query
     */
    public CompiledNode compile(Node node, DatabaseScope database) {
        return compile(node, database, new LinkedHashSet<>());
    }

    private CompiledNode compile(Node node, DatabaseScope database, Set<String> within) {
        if (node instanceof SeedNode) {
            return new CompiledNode(node.uniqueId(), "", "", List.of(), Optional.empty());
        }
        if (!node.code().language().equals("sql")) {
            String code = node.code().rawCode();
            return new CompiledNode(node.uniqueId(), code, code, List.of(), Optional.empty());
        }
        Map<String, Node> read = new LinkedHashMap<>();
        TemplateContext context = contexts.forNode(
                node, scopeOf(node), Phase.COMPILE, database, graph, found -> read.put(found.uniqueId(), found));
        if (node instanceof GenericTestNode test) {
            TestArguments.render(test.kwargs(), context);
        }
        String raw = node.code().rawCode();
        String sql = holdsTemplate(raw) ? context.render(parse(node)) : raw;
        if (!injectEphemerals) {
            return plain(node.uniqueId(), sql, read);
        }
        List<CompiledNode.ExtraCte> ctes = new ArrayList<>();
        within.add(node.uniqueId());
        for (Node ephemeral : read.values()) {
            inline(ephemeral, database, within, ctes);
        }
        within.remove(node.uniqueId());
        return new CompiledNode(node.uniqueId(), CteInjection.inject(sql, ctes), sql, ctes, Optional.empty());
    }

    /** Text without any mark of a template stays as it is, line ends and all. Source: recorded code. */
    private static boolean holdsTemplate(String text) {
        for (int at = 0; at + 1 < text.length(); at++) {
            char next = text.charAt(at + 1);
            switch (text.charAt(at)) {
                case '{' -> {
                    if (next == '{' || next == '%' || next == '#') {
                        return true;
                    }
                }
                case '}', '%', '#' -> {
                    if (next == '}') {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** A query with common table expressions of somebody else's in front. */
    public static CompiledNode withCtes(String uniqueId, String sql, List<CompiledNode.ExtraCte> ctes) {
        return new CompiledNode(uniqueId, CteInjection.inject(sql, ctes), sql, ctes, Optional.empty());
    }

    /** The query of {@code --inline}: compiled like a node that may read anything. */
    public CompiledNode compileInline(NodeScope scope, String sql, DatabaseScope database) {
        Map<String, Node> read = new LinkedHashMap<>();
        TemplateContext context =
                contexts.forOperation(scope, database, graph, found -> read.put(found.uniqueId(), found));
        String rendered = context.render(JinjaParser.parse(
                new SourceText("inline query", sql), contexts.renderer().syntax()));
        if (!injectEphemerals) {
            return plain(scope.uniqueId().orElse("inline"), rendered, read);
        }
        List<CompiledNode.ExtraCte> ctes = new ArrayList<>();
        for (Node ephemeral : read.values()) {
            inline(ephemeral, database, new LinkedHashSet<>(), ctes);
        }
        return new CompiledNode(
                scope.uniqueId().orElse("inline"),
                CteInjection.inject(rendered, ctes),
                rendered,
                ctes,
                Optional.empty());
    }

    /** Code whose ephemeral models are only named. */
    private static CompiledNode plain(String uniqueId, String sql, Map<String, Node> read) {
        List<CompiledNode.ExtraCte> ctes = read.keySet().stream()
                .map(id -> new CompiledNode.ExtraCte(id, ""))
                .toList();
        return new CompiledNode(uniqueId, sql, sql, ctes, false, Optional.empty());
    }

    private void inline(Node ephemeral, DatabaseScope database, Set<String> within, List<CompiledNode.ExtraCte> into) {
        if (within.contains(ephemeral.uniqueId())) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.CMP_009, "ephemeral model \"" + ephemeral.name() + "\" includes itself")
                    .within(ephemeral.subject())
                    .withDetail("The chain is " + String.join(", ", within) + "."));
        }
        Inlined known = ephemerals.get(ephemeral.uniqueId());
        if (known == null) {
            try {
                known = new Inlined(ephemeral, compile(ephemeral, database, within));
            } catch (EphemeralFailure deeper) {
                throw deeper;
            } catch (WeirException failed) {
                throw new EphemeralFailure(ephemeral, failed);
            }
            ephemerals.put(ephemeral.uniqueId(), known);
        }
        CompiledNode compiled = known.compiled();
        for (CompiledNode.ExtraCte cte : compiled.extraCtes()) {
            add(cte, into);
        }
        String cte = EphemeralNames.cte(ephemeral) + " as (\n" + compiled.ownCode() + "\n)";
        add(new CompiledNode.ExtraCte(ephemeral.uniqueId(), cte), into);
    }

    private static void add(CompiledNode.ExtraCte cte, List<CompiledNode.ExtraCte> into) {
        if (into.stream().noneMatch(each -> each.uniqueId().equals(cte.uniqueId()))) {
            into.add(cte);
        }
    }

    private Template parse(Node node) {
        return JinjaParser.parse(
                new SourceText(node.identity().originalFilePath(), node.code().rawCode()),
                contexts.renderer().syntax());
    }
}
