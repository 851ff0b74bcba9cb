package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.context.TestArguments;
import dev.weir.core.manifest.Documentation;
import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeBody;
import dev.weir.core.manifest.NodeCode;
import dev.weir.core.manifest.NodeLinks;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.project.Behaviour;
import dev.weir.core.project.ConfigSection;
import dev.weir.core.project.YamlRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tests of property files ⇒ test nodes. Thread-safe. */
final class GenericTestParser {
    private final ParseScope scope;
    private final TestCalls calls;
    private final WrittenConfig written;

    GenericTestParser(ParseScope scope) {
        this.scope = scope;
        calls = new TestCalls(scope);
        written = new WrittenConfig(scope);
    }

    /** The tests an entry declares for its columns and itself. */
    List<Node> parse(PropertyBlock block) {
        List<Node> nodes = new ArrayList<>();
        switch (block.section()) {
            case "sources" -> ofSource(block, nodes);
            case "models" -> {
                List<Properties.Version> versions = scope.properties().versions(block);
                if (versions.isEmpty()) {
                    ofNode(block, nodes);
                } else {
                    versions.forEach(version -> ofVersion(version, nodes));
                }
            }
            case "seeds", "snapshots" -> ofNode(block, nodes);
            default -> {}
        }
        return nodes;
    }

    private void ofNode(PropertyBlock block, List<Node> into) {
        TestTarget target = new TestTarget(
                block,
                block.name(),
                block.section() + "." + block.name(),
                Optional.of(RefCall.of(block.name())),
                Optional.empty(),
                List.of());
        columns(target, block.items("columns"), into);
        tests(target, PropertyBlock.tests(block.written()), Optional.empty(), List.of(), into);
    }

    private void ofVersion(Properties.Version version, List<Node> into) {
        PropertyBlock block = version.block();
        TestTarget target = new TestTarget(
                block,
                block.name() + "_v" + version.text(),
                block.section() + "." + block.name(),
                Optional.of(new RefCall(block.name(), Optional.empty(), Optional.of(version.text()), true)),
                Optional.empty(),
                List.of());
        YamlNode.Mapping written = version.written() instanceof YamlNode.Mapping mapping
                ? mapping
                : new YamlNode.Mapping(version.written().span(), List.of());
        List<Object> merged = ColumnReader.ofVersion(
                block.rendered().get("columns"), version.entry().get("columns"));
        List<YamlNode> columns = new ArrayList<>(
                ColumnReader.ofVersion(block.items("columns"), PropertyBlock.items(written, "columns"), merged));
        columns(target, columns, into);
        boolean own =
                written.find("tests").isPresent() || written.find("data_tests").isPresent();
        tests(target, PropertyBlock.tests(own ? written : block.written()), Optional.empty(), List.of(), into);
    }

    private void ofSource(PropertyBlock block, List<Node> into) {
        // tags under config are not those of the tests. Source: recorded manifests
        List<String> sourceTags = ColumnReader.texts(block.rendered().get("tags"));
        List<Map<String, @Nullable Object>> rendered =
                PropertyBlock.maps(block.rendered().get("tables"));
        List<YamlNode> written = block.items("tables");
        for (int at = 0; at < Math.min(rendered.size(), written.size()); at++) {
            if (!(rendered.get(at).get("name") instanceof String table)
                    || !(written.get(at) instanceof YamlNode.Mapping mapping)) {
                continue;
            }
            List<String> tags = new ArrayList<>(sourceTags);
            tags.addAll(ColumnReader.texts(rendered.get(at).get("tags")));
            TestTarget target = new TestTarget(
                    block,
                    block.name() + "_" + table,
                    "sources." + block.name(),
                    Optional.empty(),
                    Optional.of(new SourceCall(block.name(), table)),
                    tags);
            tests(target, PropertyBlock.tests(mapping), Optional.empty(), List.of(), into);
            columns(target, PropertyBlock.items(mapping, "columns"), into);
        }
    }

    private void columns(TestTarget target, List<YamlNode> columns, List<Node> into) {
        for (YamlNode each : columns) {
            if (!(each instanceof YamlNode.Mapping column)
                    || !(column.find("name").orElse(null) instanceof YamlNode.Scalar name)) {
                continue;
            }
            List<YamlNode> tests = PropertyBlock.tests(column);
            if (tests.isEmpty()) {
                continue;
            }
            boolean quoted = column.find("quote").orElse(null) instanceof YamlNode.Scalar quote
                    && Boolean.TRUE.equals(quote.value());
            String text = String.valueOf(name.value());
            String shown = quoted ? scope.request().adapter().style().quoted(text) : text;
            List<String> tags = new ArrayList<>(tags(column, target.block()));
            if (column.find("config").orElse(null) instanceof YamlNode.Mapping config) {
                tags.addAll(tags(config, target.block()));
            }
            tests(target, tests, Optional.of(shown), tags, into);
        }
    }

    private List<String> tags(YamlNode.Mapping column, PropertyBlock block) {
        YamlRenderer renderer = scope.yamlRenderer(block.project().name());
        return column.find("tags")
                .map(tags -> ColumnReader.texts(renderer.render(tags)))
                .orElse(List.of());
    }

    private void tests(
            TestTarget target,
            List<YamlNode> tests,
            Optional<String> column,
            List<String> columnTags,
            List<Node> into) {
        for (YamlNode written : tests) {
            try {
                TestDeclaration declared = TestDeclaration.read(
                        written,
                        column,
                        target.block().file().text().path(),
                        scope.request().chosen(Behaviour.REQUIRE_GENERIC_TEST_ARGUMENTS_PROPERTY));
                into.add(test(target, declared, column, columnTags));
            } catch (WeirException failed) {
                scope.findings().error(placed(failed, written));
            }
        }
    }

    private static Diagnostic placed(WeirException failed, YamlNode written) {
        Diagnostic finding = failed.diagnostic();
        return finding.span().isPresent() && finding.code() == DiagnosticCode.PAR_019
                ? finding
                : finding.at(written.span());
    }

    private Node test(TestTarget target, TestDeclaration declared, Optional<String> column, List<String> columnTags) {
        PropertyBlock block = target.block();
        new OutdatedTests(scope.findings()).warn(target, declared);
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>(declared.arguments());
        kwargs.put("model", target.model());
        String type = (target.source().isPresent() ? "source_" : "") + declared.name();
        TestNames names = TestNames.of(
                declared.namespace().map(name -> name + "_" + type).orElse(type),
                target.shownName(),
                declared.arguments());
        String name = declared.customName().orElse(names.full());
        String compiled = declared.customName().orElse(names.compiled());
        Map<String, @Nullable Object> config = new LinkedHashMap<>(rendered(declared.config(), block));
        if (!compiled.equals(name) && !config.containsKey("alias")) {
            config.put("alias", compiled);
        }
        List<String> fqn = new ArrayList<>();
        fqn.add(block.project().name());
        fqn.addAll(block.file().folders());
        fqn.add(name);
        Identity identity = new Identity(
                "test." + block.project().name() + "." + name + "."
                        + TestNames.hash(name, declared.name(), declared.namespace(), kwargs),
                ResourceType.TEST,
                block.project().name(),
                name,
                fqn,
                compiled + ".sql",
                block.file().projectPath());
        String code = "{{ " + declared.macroCall() + "(**" + TestArguments.NAME + ") }}" + TestConfigs.call(config);
        ParseCalls found = calls.of(target, declared, identity, kwargs, config, code);
        return node(target, declared, column, identity, kwargs, code, found, tags(columnTags, target, config));
    }

    private Map<String, @Nullable Object> rendered(Map<String, @Nullable Object> config, PropertyBlock block) {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
        config.forEach((key, value) -> rendered.put(
                key,
                value instanceof String text && YamlRenderer.hasJinja(text)
                        ? scope.yamlRenderer(block.project().name()).renderText(text, block.written())
                        : value));
        return rendered;
    }

    /** Tags of the column and the test, sorted; the test's other tags come from its config. */
    private static List<String> tags(List<String> columnTags, TestTarget target, Map<String, @Nullable Object> config) {
        Set<String> tags = new TreeSet<>(columnTags);
        tags.addAll(target.tags());
        tags.addAll(ColumnReader.texts(config.get("tags")));
        return new ArrayList<>(tags);
    }

    private Node node(
            TestTarget target,
            TestDeclaration declared,
            Optional<String> column,
            Identity identity,
            Map<String, @Nullable Object> kwargs,
            String rawCode,
            ParseCalls calls,
            List<String> ownTags) {
        PropertyBlock block = target.block();
        NodeCode code = NodeCode.generated(identity.path(), rawCode);
        ConfigResolver.Resolved resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.DATA_TESTS, identity.fqn()),
                        ConfigShape.TEST,
                        ConfigLayer.NONE,
                        TestCalls.readOff(calls) ? ConfigLayer.of(calls.config()) : written.of(calls, code));
        Set<String> tags = new LinkedHashSet<>(ownTags);
        tags.addAll(resolved.tags());
        DocBook.Text description = scope.docs()
                .text(
                        resolved.config().enabled(),
                        declared.description(),
                        identity.packageName(),
                        identity.uniqueId(),
                        scope.yamlScope(identity.packageName()));
        NodeBody body = new NodeBody(
                identity,
                scope.names().preliminary(identity.name()),
                resolved.config(),
                List.copyOf(tags),
                new Documentation(
                        description.text(),
                        Map.of(),
                        resolved.config().map("meta"),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        description.blocks()),
                code,
                new NodeLinks(calls.refs(), calls.sources(), calls.macros(), List.of()),
                scope.createdAt());
        return scope.names()
                .named(new GenericTestNode(
                        body,
                        declared.name(),
                        declared.namespace(),
                        kwargs,
                        column,
                        target.fileKeyName(),
                        Optional.empty()));
    }
}
