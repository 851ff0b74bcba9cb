package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SourceDefinition;

/** Two resources where there can be one, in dbt's words. */
final class Duplicates {
    private Duplicates() {}

    static Diagnostic sameId(Resource resource, Resource other) {
        String kind = resource.resourceType().plural();
        String name = resource.name();
        String call = "ref(\"" + name + "\")";
        boolean semantic =
                resource instanceof SemanticModel || resource instanceof Metric || resource instanceof SavedQuery;
        if (semantic) {
            kind = kind.replace(' ', '_');
            call = name;
        }
        if (resource instanceof SourceDefinition source) {
            name = source.sourceName() + "_" + source.name();
            call = "source(\"" + source.sourceName() + "\", \"" + source.name() + "\")";
        }
        return place(
                Diagnostic.of(DiagnosticCode.PAR_011, "two " + kind + " are called \"" + name + "\"")
                        .inWordsOfDbt("dbt found two " + kind + " with the name \"" + name
                                + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct"
                                + " resource\nwhen looking for " + call
                                + ".\n\nTo fix this, change the name of one of these resources:\n- " + line(resource)
                                + "\n- " + line(other))
                        .withHint("Rename one of them, or disable it."),
                resource);
    }

    static Diagnostic sameRelation(Node node, Node other) {
        String relation = node.relation().rendered().orElse("");
        return place(
                Diagnostic.of(DiagnosticCode.PAR_020, "two resources would be the relation " + relation)
                        .inWordsOfDbt("dbt found two resources with the database representation \"" + relation
                                + "\".\ndbt cannot create two resources with identical database representations. To fix"
                                + " this,\nchange the configuration of one of these resources:\n- " + line(node)
                                + "\n- "
                                + line(other))
                        .withHint("Give one of them another alias or schema."),
                node);
    }

    static Diagnostic sameNameOfTwoKinds(Node first, Node second) {
        String call = "ref(\"" + first.name() + "\")";
        return place(
                Diagnostic.of(DiagnosticCode.PAR_011, "two resources are called \"" + first.name() + "\"")
                        .inWordsOfDbt("dbt found two resources with the name \"" + first.name()
                                + "\".\n\nSince these resources have the same name, dbt will be unable to find the"
                                + " correct resource\nwhen looking for " + call
                                + ".\n\nTo fix this, change the name of one of these resources:\n- " + line(first)
                                + "\n- " + line(second))
                        .withHint("Rename one of them, or disable it."),
                second);
    }

    static Diagnostic sameName(Node first, Node second) {
        return Diagnostic.of(DiagnosticCode.PAR_022, "two kinds of resources are called \"" + first.name() + "\"")
                .inWordsOfDbt("Deprecated functionality\nFound resources with the same name '" + first.name()
                        + "' in package '"
                        + first.packageName() + "': '" + first.uniqueId() + "' and '" + second.uniqueId()
                        + "'. Please update one of the resources to have a unique name.");
    }

    private static String line(Resource resource) {
        return resource.uniqueId() + " (" + resource.identity().originalFilePath() + ")";
    }

    private static Diagnostic place(Diagnostic finding, Resource resource) {
        return resource instanceof Node node
                ? finding.at(node.code()
                        .source()
                        .span(node.code().offset(), node.code().offset()))
                : finding;
    }
}
