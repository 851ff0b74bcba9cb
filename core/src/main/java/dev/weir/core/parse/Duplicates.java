package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.core.manifest.AnalysisNode;
import dev.weir.core.manifest.Exposure;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Group;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SavedQuery;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import java.util.List;
import java.util.Optional;

/** Two resources where there can be one, in dbt's words. */
final class Duplicates {
    private Duplicates() {}

    static Diagnostic sameId(Resource resource, Resource other) {
        if (resource instanceof ModelNode model && model.version().isPresent() && other instanceof ModelNode second) {
            for (ModelNode each : List.of(model, second)) {
                if (each.identity().originalFilePath().endsWith("/" + each.name() + ".sql")) {
                    return unversioned(each);
                }
            }
        }
        String kind = resource.resourceType().plural();
        String name = resource.name();
        String call = "ref(\"" + name + "\")";
        String when = "when looking for ";
        switch (resource) {
            case SemanticModel _, Metric _, SavedQuery _, Exposure _, UnitTest _ -> {
                kind = kind.replace(' ', '_');
                call = name;
            }
            case GenericTestNode test -> {
                kind = "data_tests";
                name += "\" defined on "
                        + test.columnName()
                                .map(column -> "column \"" + column + "\" in ")
                                .orElse("")
                        + "\"" + test.fileKeyName();
                when = "when running tests";
                call = "";
            }
            case SingularTestNode _ -> {
                kind = "data_tests";
                call = name;
            }
            case AnalysisNode _ -> call = name;
            case Node _, SourceDefinition _ -> {}
        }
        if (resource instanceof SourceDefinition source) {
            name = source.sourceName() + "_" + source.name();
            call = "source(\"" + source.sourceName() + "\", \"" + source.name() + "\")";
        }
        return place(
                two(kind, name, when + call, line(resource), line(other))
                        .withHint("Rename one of them, or disable it."),
                resource);
    }

    /** @param when what dbt cannot do: {@code when looking for ref("orders")} */
    private static Diagnostic two(String kind, String name, String when, String first, String second) {
        return Diagnostic.of(DiagnosticCode.PAR_011, "two " + kind + " are called \"" + name + "\"")
                .inWordsOfDbt("dbt found two " + kind + " with the name \"" + name
                        + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct"
                        + " resource\n" + when + ".\n\nTo fix this, change the name of one of these resources:\n- "
                        + first + "\n- " + second);
    }

    /** A model's file beside the files of its versions. */
    private static Diagnostic unversioned(ModelNode model) {
        String words = "dbt found versioned and unversioned models with the name \"" + model.name()
                + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct resource\n"
                + "when looking for ref('" + model.name()
                + "').\n\nTo fix this, change the name of the unversioned resource\nmodel." + model.packageName() + "."
                + model.name() + " (" + model.identity().originalFilePath()
                + ")\nor add the unversioned model to the versions in "
                + model.body().docs().patchPath().orElse("");
        return place(
                Diagnostic.of(
                                DiagnosticCode.PAR_011,
                                "model \"" + model.name() + "\" has versions and a file without version")
                        .withHeadline(new Diagnostic.Headline(ErrorKind.PARSING, Optional.empty(), words))
                        .withHint("Rename the file, or name it in defined_in: of a version."),
                model);
    }

    static Diagnostic sameGroup(Group group, PropertyBlock second) {
        return two(
                        "groups",
                        group.name(),
                        "when looking for " + group.name(),
                        group.uniqueId() + " (" + group.originalFilePath() + ")",
                        group.uniqueId() + " (" + second.file().projectPath() + ")")
                .at(second.written().span());
    }

    static Diagnostic sameRelation(Node node, Node other) {
        String relation = node.relation().rendered().orElse("");
        return place(
                Diagnostic.of(DiagnosticCode.PAR_020, "two resources would be the relation " + relation)
                        .inWordsOfDbt("dbt found two resources with the database representation \"" + relation
                                + "\".\ndbt cannot create two resources with identical database representations. To fix"
                                + " this,\nchange the configuration of one of these resources:\n- " + line(other)
                                + "\n- "
                                + line(node))
                        .withHint("Give one of them another alias or schema."),
                node);
    }

    static Diagnostic sameNameOfTwoKinds(Node first, Node second) {
        String when = "when looking for ref(\"" + first.name() + "\")";
        return place(
                two("resources", first.name(), when, line(first), line(second))
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
