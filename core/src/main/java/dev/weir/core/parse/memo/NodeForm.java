package dev.weir.core.parse.memo;

import dev.weir.base.SourceText;
import dev.weir.core.manifest.AnalysisNode;
import dev.weir.core.manifest.FunctionNode;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.SingularTestNode;
import dev.weir.core.manifest.SnapshotNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Nodes as bytes. Code that stands in a file is kept as its place there: the text is that of the file just read.
 *
 * <p>What linking adds is kept too, so that a node that is linked again to the same nodes need not be made anew.
 */
public final class NodeForm implements Form<Node> {
    private static final int MODEL = 0;
    private static final int SEED = 1;
    private static final int SNAPSHOT = 2;
    private static final int ANALYSIS = 3;
    private static final int SINGULAR_TEST = 4;
    private static final int GENERIC_TEST = 5;
    private static final int FUNCTION = 6;
    private static final int HOOK = 7;

    private final SourceText file;

    /** @param file the file the nodes stand in */
    public NodeForm(SourceText file) {
        this.file = file;
    }

    @Override
    public void write(Encoder out, Node node) {
        switch (node) {
            case ModelNode model -> {
                body(out.number(MODEL), model.body());
                out.text(model.access()).number(model.constraints().size());
                model.constraints().forEach(out::data);
                out.data(model.version().orElse(null))
                        .data(model.latestVersion().orElse(null))
                        .optional(model.deprecationDate())
                        .texts(model.primaryKey())
                        .optional(model.contractChecksum());
                Parts.optionalMap(out, model.timeSpine());
            }
            case SeedNode seed -> {
                body(out.number(SEED), seed.body());
                out.text(seed.rootPath());
            }
            case SnapshotNode snapshot -> body(out.number(SNAPSHOT), snapshot.body());
            case AnalysisNode analysis -> body(out.number(ANALYSIS), analysis.body());
            case SingularTestNode test -> body(out.number(SINGULAR_TEST), test.body());
            case GenericTestNode test -> {
                body(out.number(GENERIC_TEST), test.body());
                out.text(test.testName())
                        .optional(test.namespace())
                        .data(test.kwargs())
                        .optional(test.columnName())
                        .text(test.fileKeyName())
                        .optional(test.attachedNode())
                        .optional(test.group());
            }
            case FunctionNode function -> {
                body(out.number(FUNCTION), function.body());
                out.number(function.arguments().size());
                function.arguments().forEach(out::data);
                out.data(function.returns());
            }
            case OperationNode hook -> {
                body(out.number(HOOK), hook.body());
                out.text(hook.when().name()).number(hook.index());
            }
        }
    }

    @Override
    public Node read(Decoder in) {
        int kind = in.number();
        NodeBody body = body(in);
        return switch (kind) {
            case MODEL ->
                new ModelNode(
                        body,
                        in.text(),
                        in.maps(),
                        Optional.ofNullable(in.data()),
                        Optional.ofNullable(in.data()),
                        in.optional(),
                        in.texts(),
                        in.optional(),
                        Parts.optionalMap(in));
            case SEED -> new SeedNode(body, in.text());
            case SNAPSHOT -> new SnapshotNode(body);
            case ANALYSIS -> new AnalysisNode(body);
            case SINGULAR_TEST -> new SingularTestNode(body);
            case HOOK -> new OperationNode(body, OperationNode.When.valueOf(in.text()), in.number());
            case FUNCTION -> new FunctionNode(body, in.maps(), in.map());
            default ->
                new GenericTestNode(
                        body,
                        in.text(),
                        in.optional(),
                        in.map(),
                        in.optional(),
                        in.text(),
                        in.optional(),
                        in.optional());
        };
    }

    private void body(Encoder out, NodeBody body) {
        Parts.identity(out, body.identity());
        Parts.relation(out, body.relation());
        SharedConfigs.write(out, body.config());
        out.texts(body.tags());
        Parts.documentation(out, body.docs());
        code(out, body.code());
        Parts.links(out, body.links());
        out.instant(body.createdAt());
    }

    private NodeBody body(Decoder in) {
        var identity = Parts.identity(in);
        var relation = Parts.relation(in);
        var config = in.configs().read(in);
        List<String> tags = in.texts();
        var docs = Parts.documentation(in);
        NodeCode code = code(in);
        var links = Parts.links(in);
        Instant createdAt = in.instant();
        return new NodeBody(identity, relation, config, tags, docs, code, links, createdAt);
    }

    private void code(Encoder out, NodeCode code) {
        boolean here = code.source() == file;
        out.flag(here).text(code.language());
        out.text(code.checksum().name()).text(code.checksum().checksum());
        if (here) {
            out.number(code.offset()).number(code.rawCode().length());
        } else {
            out.text(code.source().path()).text(code.rawCode());
        }
    }

    private NodeCode code(Decoder in) {
        boolean here = in.flag();
        String language = in.text();
        NodeCode.Checksum checksum = new NodeCode.Checksum(in.text(), in.text());
        if (here) {
            int offset = in.number();
            String code = file.text().substring(offset, offset + in.number());
            return new NodeCode(code, language, checksum, file, offset);
        }
        String path = in.text();
        String code = in.text();
        return new NodeCode(code, language, checksum, new SourceText(path, code), 0);
    }
}
