package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.context.MacroCatalog;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.ParseCalls;
import dev.weir.core.context.TemplateContext;
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
import dev.weir.jinja.JinjaParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
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
    private static final Set<String> READ_OFF = Set.of("macro.dbt.test_unique", "macro.dbt.test_not_null");

    /** The order in which configs stand in the code of a test, whatever the order they are written in. */
    private static final List<String> CALL_ORDER = List.of(
            "severity",
            "tags",
            "enabled",
            "where",
            "limit",
            "warn_if",
            "error_if",
            "fail_calc",
            "store_failures",
            "store_failures_as",
            "meta",
            "database",
            "schema",
            "alias");

    private final ParseScope scope;
    private final Optional<MacroEntry> where;
    private final boolean plainWhere;

    GenericTestParser(ParseScope scope) {
        this.scope = scope;
        where = catalog().find("get_where_subquery", scope.rootProject().name());
        plainWhere = where.isPresent()
                && scope.request()
                        .adapter()
                        .builtInPackages()
                        .contains(where.get().macro().packageName())
                && scope.knowledge().calls(where.get()).stream().allMatch(this::builtIn);
    }

    private boolean builtIn(String macroId) {
        return catalog()
                .byUniqueId(macroId)
                .filter(entry -> scope.request()
                        .adapter()
                        .builtInPackages()
                        .contains(entry.macro().packageName()))
                .isPresent();
    }

    private MacroCatalog catalog() {
        return scope.contexts().catalog();
    }

    /**
     * What is tested.
     *
     * @param shownName as test names hold it: {@code "orders_v2"}, {@code "web_visits"}
     * @param fileKeyName {@code "models.orders"}
     * @param tags of the source and table; of models none
     */
    record Target(
            PropertyBlock block,
            String shownName,
            String fileKeyName,
            Optional<RefCall> ref,
            Optional<SourceCall> source,
            List<String> tags) {
        /** The value of the test's argument {@code model}. */
        String model() {
            String inner = source.isPresent()
                    ? "source('" + source.get().sourceName() + "', '"
                            + source.get().tableName() + "')"
                    : "ref('" + ref.orElseThrow().name() + "'"
                            + ref.get()
                                    .version()
                                    .map(version -> ", version='" + version + "'")
                                    .orElse("") + ")";
            return "{{ get_where_subquery(" + inner + ") }}";
        }
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
        Target target = new Target(
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
        Target target = new Target(
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
            Target target = new Target(
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

    private void columns(Target target, List<YamlNode> columns, List<Node> into) {
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
            List<String> tags = new ArrayList<>();
            column.find("tags").ifPresent(node -> tags.addAll(ColumnReader.texts(node.plain())));
            if (column.find("config").orElse(null) instanceof YamlNode.Mapping config) {
                config.find("tags").ifPresent(node -> tags.addAll(ColumnReader.texts(node.plain())));
            }
            tests(target, tests, Optional.of(shown), tags, into);
        }
    }

    private void tests(
            Target target, List<YamlNode> tests, Optional<String> column, List<String> columnTags, List<Node> into) {
        for (YamlNode written : tests) {
            try {
                TestDeclaration declared = TestDeclaration.read(
                        written,
                        column,
                        target.block.file().text().path(),
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

    private Node test(Target target, TestDeclaration declared, Optional<String> column, List<String> columnTags) {
        PropertyBlock block = target.block;
        new OutdatedTests(scope.findings()).warn(target, declared);
        Map<String, @Nullable Object> kwargs = new LinkedHashMap<>(declared.arguments());
        kwargs.put("model", target.model());
        String type = (target.source.isPresent() ? "source_" : "") + declared.name();
        TestNames names = TestNames.of(
                declared.namespace().map(name -> name + "_" + type).orElse(type),
                target.shownName,
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
        String code = "{{ " + declared.macroCall() + "(**" + TestArguments.NAME + ") }}" + configCall(config);
        ParseCalls calls = calls(target, declared, identity, kwargs, config, code);
        return node(target, declared, column, identity, kwargs, code, calls, tags(columnTags, target, config));
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
    private static List<String> tags(List<String> columnTags, Target target, Map<String, @Nullable Object> config) {
        Set<String> tags = new TreeSet<>(columnTags);
        tags.addAll(target.tags);
        tags.addAll(ColumnReader.texts(config.get("tags")));
        return new ArrayList<>(tags);
    }

    private static int placeInCall(String key) {
        int place = CALL_ORDER.indexOf(key);
        return place < 0 ? CALL_ORDER.size() : place;
    }

    private static List<String> inCallOrder(Set<String> keys) {
        List<String> ordered = new ArrayList<>(keys);
        ordered.sort((one, other) -> Integer.compare(placeInCall(one), placeInCall(other)));
        return ordered;
    }

    /** The reference counts the config of a test it renders once for its declaration and once for its code: tags stand twice. */
    private static Map<String, @Nullable Object> inCallOrder(Map<String, @Nullable Object> config) {
        Map<String, @Nullable Object> ordered = LinkedHashMap.newLinkedHashMap(config.size());
        for (String key : inCallOrder(config.keySet())) {
            ordered.put(key, config.get(key));
        }
        return ordered;
    }

    /** {@code {{ config(…) }}} as the reference writes it. */
    private static String configCall(Map<String, @Nullable Object> config) {
        if (config.isEmpty()) {
            return "";
        }
        StringBuilder call = new StringBuilder("{{ config(");
        String separator = "";
        for (String key : inCallOrder(config.keySet())) {
            call.append(separator).append(key).append('=');
            if (config.get(key) instanceof String text) {
                call.append('"').append(text.replace("\"", "\\\"")).append('"');
            } else {
                call.append(ConfigBuilder.shown(config.get(key)));
            }
            separator = ",";
        }
        return call.append(") }}").toString();
    }

    private ParseCalls calls(
            Target target,
            TestDeclaration declared,
            Identity identity,
            Map<String, @Nullable Object> kwargs,
            Map<String, @Nullable Object> config,
            String code) {
        String packageName = identity.packageName();
        Optional<MacroEntry> macro = declared.namespace().isPresent()
                ? catalog().findIn(declared.namespace().get(), "test_" + declared.name())
                : catalog().find("test_" + declared.name(), packageName);
        if (macro.isEmpty()) {
            warnOfUnknown(declared, packageName);
        }
        ParseCalls calls = new ParseCalls();
        macro.ifPresent(entry -> calls.addMacro(entry.uniqueId()));
        boolean fits = macro.isPresent() && scope.knowledge().takes(macro.get(), 0, names(kwargs));
        if (macro.isPresent() && READ_OFF.contains(macro.get().uniqueId())) {
            calls.addConfig(config);
            target.source.ifPresent(calls::addSource);
            target.ref.map(GenericTestParser::unquoted).ifPresent(calls::addRef);
            return calls;
        }
        if (fits && plainWhere && scope.knowledge().quiet(macro.get()) && plain(kwargs, calls)) {
            where.ifPresent(entry -> calls.addMacro(entry.uniqueId()));
            target.source.ifPresent(calls::addSource);
            target.ref.ifPresent(calls::addRef);
            calls.addConfig(inCallOrder(config));
            calls.addConfig(config);
            return calls;
        }
        ParseCalls rendered = new ParseCalls();
        rendered.addConfig(inCallOrder(config));
        macro.ifPresent(entry -> rendered.addMacro(entry.uniqueId()));
        render(identity, kwargs, code, rendered);
        return rendered;
    }

    /** A version is a text only where the code was rendered. */
    private static RefCall unquoted(RefCall ref) {
        return new RefCall(ref.name(), ref.packageName(), ref.version());
    }

    /** The keyword arguments the test macro is called with. */
    private static Set<String> names(Map<String, @Nullable Object> kwargs) {
        Set<String> names = new HashSet<>(kwargs.keySet());
        names.add("model");
        return names;
    }

    private void warnOfUnknown(TestDeclaration declared, String packageName) {
        Set<String> known = new TreeSet<>();
        for (MacroEntry entry : catalog().all()) {
            if (entry.name().startsWith("test_")) {
                known.add(entry.name().substring("test_".length()));
            }
        }
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PAR_026,
                        "test \"" + declared.name() + "\" does not exist in package \""
                                + declared.namespace().orElse(packageName) + "\"")
                .at(declared.place().span());
        scope.findings()
                .warn(NearestName.to(declared.name(), known)
                        .map(near -> finding.withHint("Did you mean \"" + near + "\"?"))
                        .orElse(finding));
    }

    /** Whether all arguments are literal or simple refs and sources, which are then recorded. */
    private boolean plain(Map<String, @Nullable Object> kwargs, ParseCalls calls) {
        List<RefCall> refs = new ArrayList<>();
        List<SourceCall> sources = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> argument : kwargs.entrySet()) {
            Object value = argument.getValue();
            if (argument.getKey().equals("model") || argument.getKey().equals("column_name")) {
                continue;
            }
            if (value instanceof String text && TestArguments.call(text)) {
                Optional<ParseCalls> inner =
                        StaticCode.reference(text, scope.rootProject().name(), scope.surroundings());
                if (inner.isEmpty() || !inner.get().macros().isEmpty()) {
                    return false;
                }
                refs.addAll(inner.get().refs());
                sources.addAll(inner.get().sources());
            } else if (templated(value)) {
                return false;
            }
        }
        refs.forEach(calls::addRef);
        sources.forEach(calls::addSource);
        return true;
    }

    private static boolean templated(@Nullable Object value) {
        return switch (value) {
            case String text -> YamlRenderer.hasJinja(text) || TestArguments.call(text);
            case List<?> list -> anyTemplated(list);
            case Map<?, ?> map -> anyTemplated(map.values());
            case null, default -> false;
        };
    }

    private static boolean anyTemplated(Collection<?> values) {
        for (Object value : values) {
            if (templated(value)) {
                return true;
            }
        }
        return false;
    }

    private void render(Identity identity, Map<String, @Nullable Object> kwargs, String code, ParseCalls calls) {
        String subject = "test " + identity.name() + " (" + identity.originalFilePath() + ")";
        TemplateContext context = scope.context(identity, subject, code, calls);
        try {
            TestArguments.render(kwargs, context);
            context.render(JinjaParser.parse(
                    new SourceText(identity.originalFilePath(), code),
                    scope.contexts().renderer().syntax()));
        } catch (WeirException failed) {
            throw ParseScope.within(failed, subject);
        }
    }

    private Node node(
            Target target,
            TestDeclaration declared,
            Optional<String> column,
            Identity identity,
            Map<String, @Nullable Object> kwargs,
            String code,
            ParseCalls calls,
            List<String> ownTags) {
        PropertyBlock block = target.block;
        ConfigResolver.Resolved resolved = scope.configs()
                .resolve(
                        new ConfigResolver.Place(block.project(), ConfigSection.DATA_TESTS, identity.fqn()),
                        ConfigShape.TEST,
                        ConfigLayer.NONE,
                        ConfigLayer.of(calls.config()));
        Set<String> tags = new LinkedHashSet<>(ownTags);
        tags.addAll(resolved.tags());
        DocBook.Text description = scope.docs()
                .render(
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
                NodeCode.generated(identity.path(), code),
                new NodeLinks(calls.refs(), calls.sources(), calls.macros(), List.of()),
                scope.createdAt());
        return scope.names()
                .named(new GenericTestNode(
                        body,
                        declared.name(),
                        declared.namespace(),
                        kwargs,
                        column,
                        target.fileKeyName,
                        Optional.empty()));
    }
}
