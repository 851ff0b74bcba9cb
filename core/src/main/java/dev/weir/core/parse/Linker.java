package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.NearestName;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.MetricIndex;
import dev.weir.core.manifest.MissingTarget;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.ReferenceIndex;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticForm;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.manifest.SourceDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves refs and sources to unique ids; what names nothing is an error, of a test a warning. What is linked already as it
 * should be stays the same object. Source: recorded cases.
 */
final class Linker {
    private final ReferenceIndex enabled;
    private final ReferenceIndex disabled;
    private final Set<String> sourceNames;
    private final MetricIndex metrics;
    private final Set<String> restricted;
    private final Findings findings;

    /** @param restricted packages whose protected models no other package may read */
    Linker(
            ReferenceIndex enabled,
            ReferenceIndex disabled,
            Set<String> sourceNames,
            MetricIndex metrics,
            Set<String> restricted,
            Findings findings) {
        this.metrics = metrics;
        this.enabled = enabled;
        this.disabled = disabled;
        this.sourceNames = sourceNames;
        this.restricted = restricted;
        this.findings = findings;
    }

    Node link(Node node) {
        NodeLinks links = node.links();
        Parents parents = parents(node, links);
        boolean test = node instanceof GenericTestNode || node instanceof SingularTestNode;
        Node linked = links.dependsOnNodes().equals(parents.ids)
                ? node
                : node.withBody(node.body().withLinks(links.withNodes(parents.ids)));
        if (!parents.complete && test) {
            linked = linked.withBody(linked.body().withConfig(linked.config().with("enabled", false)));
        }
        return linked instanceof GenericTestNode generic ? attached(generic) : linked;
    }

    Exposure link(Exposure exposure) {
        NodeLinks links = exposure.links();
        List<String> parents = parents(exposure, links).ids;
        if (links.dependsOnNodes().equals(parents)) {
            return exposure;
        }
        return new Exposure(
                exposure.identity(),
                exposure.config(),
                exposure.type(),
                exposure.owner(),
                exposure.description(),
                exposure.label(),
                exposure.maturity(),
                exposure.url(),
                exposure.meta(),
                links.withNodes(parents),
                exposure.createdAt());
    }

    SemanticModel link(SemanticModel model) {
        List<String> parents = parents(model, model.links()).ids;
        Optional<Node> read =
                model.links().refs().stream().findFirst().flatMap(call -> enabled.find(call, model.packageName()));
        @Nullable
        Object relation = read.map(node -> (Object) SemanticForm.relation(node)).orElse(null);
        if (model.links().dependsOnNodes().equals(parents)
                && java.util.Objects.equals(model.definition().members().get("node_relation"), relation)) {
            return model;
        }
        return new SemanticModel(
                model.identity(),
                model.config(),
                model.model(),
                model.definition().with("node_relation", relation),
                model.links().withNodes(parents),
                model.createdAt());
    }

    SavedQuery link(SavedQuery query) {
        List<String> parents = parents(query, query.links()).ids;
        return query.links().dependsOnNodes().equals(parents)
                ? query
                : new SavedQuery(
                        query.identity(),
                        query.config(),
                        query.definition(),
                        query.tags(),
                        query.links().withNodes(parents),
                        query.createdAt());
    }

    /**
     * What a resource reads.
     *
     * @param ids of sources, then of nodes, functions, metrics
     * @param complete whether nothing is missing
     */
    private record Parents(List<String> ids, boolean complete) {}

    private Parents parents(Resource resource, NodeLinks links) {
        Set<String> parents = new LinkedHashSet<>();
        boolean complete = true;
        for (SourceCall call : links.sources()) {
            Optional<SourceDefinition> found = enabled.find(call, resource.packageName());
            found.ifPresent(source -> parents.add(source.uniqueId()));
            if (found.isEmpty()) {
                complete = false;
                missing(resource, call);
            }
        }
        for (RefCall call : links.refs()) {
            Optional<Node> found = enabled.find(call, resource.packageName());
            found.ifPresent(node -> parents.add(node.uniqueId()));
            found.ifPresent(node -> checkAccess(resource, node));
            found.ifPresent(node -> checkPackage(resource, call, node));
            if (found.isEmpty()) {
                complete = false;
                missing(resource, call);
            }
        }
        for (FunctionCall call : links.functions()) {
            Optional<FunctionNode> found = enabled.find(call, resource.packageName());
            found.ifPresent(function -> parents.add(function.uniqueId()));
            if (found.isEmpty()) {
                complete = false;
                report(
                        resource,
                        MissingTarget.of(call),
                        DiagnosticCode.PAR_030,
                        "function \"" + call.name() + "\"",
                        Optional.empty(),
                        "'" + call.name() + "'");
            }
        }
        for (MetricCall call : links.metrics()) {
            Optional<Metric> found = metrics.find(call, resource.packageName());
            found.ifPresent(metric -> parents.add(metric.uniqueId()));
            if (found.isEmpty()) {
                complete = false;
                report(
                        resource,
                        MissingTarget.of(
                                call, MissingTarget.Why.disabled(metrics.disabled(call, resource.packageName()))),
                        DiagnosticCode.PAR_031,
                        "metric \"" + call.name() + "\"",
                        NearestName.to(call.name(), metrics.names()).map(near -> "metric('" + near + "')"),
                        "'" + call.name() + "'");
            }
        }
        return new Parents(new ArrayList<>(parents), complete);
    }

    /** A bare name that several packages could mean means none; one that leaves its package for the root is told of. */
    private void checkPackage(Resource resource, RefCall call, Node target) {
        if (enabled.passesOver(call, resource.packageName(), target)) {
            findings.warn(
                    "PackageNodeDependsOnRootProjectNode",
                    "I077",
                    intoRoot(resource, target),
                    Map.of(
                            "node_name",
                            resource.name(),
                            "package_name",
                            resource.packageName(),
                            "root_project_unique_id",
                            target.uniqueId()));
        }
        if (call.packageName().isPresent()
                || target.packageName().equals(resource.packageName())
                || enabled.candidates(call, resource.packageName()).size() < 2) {
            return;
        }
        List<String> ids = new ArrayList<>();
        List<String> packages = new ArrayList<>();
        for (Node candidate : enabled.candidates(call, resource.packageName())) {
            ids.add("'" + candidate.uniqueId() + "'");
            packages.add("'" + candidate.packageName() + "'");
        }
        String name = "'" + call.name() + "'";
        findings.error(place(
                Diagnostic.of(DiagnosticCode.PAR_037, "several packages have a node \"" + call.name() + "\"")
                        .inWordsOfDbt("When referencing " + name + ", dbt found nodes in multiple packages: "
                                + String.join(", ", ids)
                                + "\nTo fix this, use two-argument 'ref', with the package name"
                                + " first: " + String.join(" or ", packages))
                        .within(resource.subject()),
                resource,
                name));
    }

    private static Diagnostic intoRoot(Resource resource, Node target) {
        return Diagnostic.of(
                        DiagnosticCode.PAR_038,
                        resource.resourceType().wireName() + " \"" + resource.name() + "\" of package \""
                                + resource.packageName() + "\" reads " + target.uniqueId())
                .inWordsOfDbt("The node '" + resource.name() + "'in package '" + resource.packageName()
                        + "' depends on the root project node '" + target.uniqueId()
                        + "'.This may lead to unexpected cycles downstream. Please set the"
                        + " 'require_ref_prefers_node_package_to_root' behavior change flag to True to avoid this"
                        + " issue.For more information, see the documentation at"
                        + " https://docs.getdbt.com/reference/global-configs/behavior-changes"
                        + "#require_ref_prefers_node_package_to_root");
    }

    private void checkAccess(Resource resource, Node target) {
        if (!(target instanceof ModelNode model)) {
            return;
        }
        boolean foreign =
                !resource.packageName().equals(model.packageName()) && restricted.contains(model.packageName());
        if (model.access().equals("private")) {
            Optional<String> group = model.config().text("group");
            Optional<String> own = resource instanceof GenericTestNode test
                    ? attached(test).group()
                    : resource.config().text("group");
            if (foreign || own.isEmpty() || !own.equals(group)) {
                refuse(
                        resource,
                        model,
                        "private to group \"" + group.orElse("") + "\"",
                        "private to the '" + group.orElse("") + "' group.");
            }
        } else if (foreign && model.access().equals("protected")) {
            String packageName = model.packageName();
            refuse(
                    resource,
                    model,
                    "for package \"" + packageName + "\" alone, which restricts access",
                    "protected to the '" + packageName + "' package.");
        }
    }

    private void refuse(Resource resource, ModelNode model, String why, String words) {
        findings.error(place(
                Diagnostic.of(DiagnosticCode.PAR_023, "model \"" + model.name() + "\" is " + why)
                        .inWordsOfDbt("Node " + resource.uniqueId() + " attempted to reference node " + model.uniqueId()
                                + ", which is not allowed because the referenced node is " + words),
                resource,
                "'" + model.name() + "'"));
    }

    /** Points at the model a test is declared for, enabled or not. The test itself may be disabled. */
    GenericTestNode attached(GenericTestNode test) {
        if (test.fileKeyName().startsWith("sources.")) {
            return test;
        }
        String name = test.fileKeyName().substring(test.fileKeyName().indexOf('.') + 1);
        Optional<Node> found = Optional.empty();
        for (RefCall call : test.links().refs()) {
            if (call.name().equals(name)) {
                found = enabled.find(call, test.packageName()).or(() -> disabled.find(call, test.packageName()));
            }
        }
        Optional<String> target = found.map(Resource::uniqueId);
        Optional<String> group = found.isEmpty()
                ? test.config().text("group")
                : found.get().config().text("group");
        if (test.attachedNode().equals(target) && test.group().equals(group)) {
            return test;
        }
        return new GenericTestNode(
                test.body(),
                test.testName(),
                test.namespace(),
                test.kwargs(),
                test.columnName(),
                test.fileKeyName(),
                target,
                group);
    }

    private void missing(Resource resource, RefCall call) {
        boolean off = disabled.find(call, resource.packageName()).isPresent();
        report(
                resource,
                MissingTarget.of(call, MissingTarget.Why.disabled(off)),
                off ? DiagnosticCode.PAR_018 : DiagnosticCode.PAR_001,
                "model \"" + call.name() + "\"",
                NearestName.to(call.name(), enabled.names()).map(near -> "ref('" + near + "')"),
                "'" + call.name() + "'");
    }

    private void missing(Resource resource, SourceCall call) {
        boolean off = disabled.find(call, resource.packageName()).isPresent();
        String name = call.sourceName() + "." + call.tableName();
        report(
                resource,
                MissingTarget.of(call, MissingTarget.Why.disabled(off)),
                off ? DiagnosticCode.PAR_018 : DiagnosticCode.PAR_002,
                "source \"" + name + "\"",
                NearestName.to(name, sourceNames).map(near -> "source('" + near.replace(".", "', '") + "')"),
                "'" + call.tableName() + "'");
    }

    private void report(
            Resource resource,
            MissingTarget missing,
            DiagnosticCode code,
            String target,
            Optional<String> near,
            String written) {
        boolean test = resource instanceof GenericTestNode || resource instanceof SingularTestNode;
        boolean off = missing.why() == MissingTarget.Why.DISABLED;
        if (test && off) {
            return;
        }
        String type = resource.resourceType().wireName();
        MissingTarget told = test ? missing.ofTest() : missing;
        Diagnostic finding = Diagnostic.of(
                        code,
                        type + " \"" + resource.name() + "\" reads " + target + ", which "
                                + (off ? "is disabled" : "does not exist"))
                .withHeadline(new Diagnostic.Headline(
                        ErrorKind.COMPILATION,
                        Optional.empty(),
                        told.words(
                                type, resource.uniqueId(), resource.identity().originalFilePath())));
        if (!off && near.isPresent()) {
            finding = finding.withHint("Did you mean " + near.get() + "?");
        } else if (off) {
            finding = finding.withHint("Enable it, or disable this one too.");
        }
        finding = place(finding, resource, written);
        if (test) {
            findings.warn("NodeNotFoundOrDisabled", "I060", finding, told.fields(resource));
        } else {
            findings.error(finding);
        }
    }

    /** Points at the first place in the node's code that holds the text. */
    private static Diagnostic place(Diagnostic finding, Resource resource, String written) {
        if (!(resource instanceof Node node)) {
            return finding;
        }
        int offset = node.code().source().text().indexOf(written, node.code().offset());
        if (offset < 0) {
            offset = node.code()
                    .source()
                    .text()
                    .indexOf(written.replace('\'', '"'), node.code().offset());
        }
        return offset < 0 ? finding : finding.at(node.code().source().span(offset, offset + written.length()));
    }
}
