package dev.weir.core.run;

import dev.weir.adapter.DatabaseException;
import dev.weir.adapter.Relation;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.Phase;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.UnitTestWorld;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.ResultStore;
import dev.weir.core.event.ErrorText;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.NodeConfig;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.ResourceType;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WireForm;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs one unit test: the model's query over rows that stand for its inputs, compared with the rows it should yield. Source: dbt
 * docs, "Unit tests"; recorded runs.
 */
final class UnitTestRun {
    private final RunWiring wiring;
    private final UnitTest test;
    private final DatabaseSession session;
    private final ModelNode model;

    UnitTestRun(RunWiring wiring, UnitTest test, DatabaseSession session) {
        this.wiring = wiring;
        this.test = test;
        this.session = session;
        model = (ModelNode) java.util.Objects.requireNonNull(
                wiring.manifest().nodes().get(test.dependsOnNodes().getFirst()));
    }

    /** @param difference how the rows differ from what is expected; empty when they do not */
    record Verdict(Optional<String> difference, Map<String, @Nullable Object> response) {}

    /** The model's query with its inputs in front, written to the target folder. */
    CompiledNode compile() {
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        UnitTestInputs inputs = new UnitTestInputs(wiring, test, model, session);
        NodeScope scope = new NodeScope(
                model.packageName(),
                Optional.of(test.uniqueId()),
                test.subject(),
                () -> WireForm.of(model),
                Optional.of(model.relation()));
        TemplateContext context = wiring.compiler()
                .contexts()
                .forUnitTest(
                        model,
                        scope,
                        database,
                        wiring.compiler().graph(),
                        new UnitTestWorld(
                                inputs, inputs.self(), overrides("macros"), overrides("vars"), overrides("env_vars")));
        String sql = context.render(JinjaParser.parse(
                new SourceText(model.identity().originalFilePath(), model.code().rawCode()),
                wiring.compiler().contexts().renderer().syntax()));
        CompiledNode compiled = NodeCompiler.withCtes(test.uniqueId(), sql, inputs.ctes());
        String path = wiring.target().writeCompiled(stand(), compiled.code());
        return new CompiledNode(
                test.uniqueId(), compiled.code(), compiled.ownCode(), compiled.extraCtes(), Optional.of(path));
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    private Map<String, @Nullable Object> overrides(String kind) {
        Object written = test.overrides().map(all -> all.get(kind)).orElse(null);
        return written instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** Throws what goes wrong in the database or in macros as a hint at the test's own rows, as the reference does. */
    Verdict execute(CompiledNode compiled) {
        try {
            ResultStore.Main main = materialize(compiled);
            return new Verdict(UnitTestDifference.of(main.table()), main.response());
        } catch (DatabaseException | WeirException | PyError failed) {
            List<Diagnostic> findings = Failures.of(failed, test.subject(), Optional.empty());
            String cause = failed instanceof DatabaseException database
                    ? "Database Error\n  " + database.words().stripTrailing().replace("\n", "\n  ")
                    : ErrorText.of(findings.getFirst());
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_016, "unit test \"" + test.name() + "\" could not be run")
                            .inWordsOfDbt("An error occurred during execution of unit test '" + test.name()
                                    + "'. There may be an error in the unit test definition: check the data types.\n "
                                    + cause)
                            .within(test.subject()),
                    failed);
        }
    }

    private ResultStore.Main materialize(CompiledNode compiled) {
        Node stand = stand();
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        NodeScope scope = new NodeScope(
                test.packageName(),
                Optional.of(test.uniqueId()),
                test.subject(),
                () -> wire(compiled),
                Optional.of(stand.relation()));
        TemplateContext context = wiring.compiler()
                .contexts()
                .forNode(stand, scope, Phase.RUN, database, wiring.compiler().graph(), _ -> {});
        context.put("sql", compiled.code());
        context.put("compiled_code", compiled.code());
        context.put("pre_hooks", Values.fromData(List.of()));
        context.put("post_hooks", Values.fromData(List.of()));
        context.put("defer_relation", None.NONE);
        context.put("write", (PyCallable) arguments -> {
            wiring.target().writeUnitTest(stand, Values.str(arguments.or(0, "payload", "")));
            return "";
        });
        var macro = wiring.compiler()
                .contexts()
                .catalog()
                .materialization("unit", false)
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_004, "materialization \"unit\" does not exist")));
        context.function(macro).call(Arguments.NONE);
        return database.results()
                .main()
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_005, "materialization \"unit\" ran no main statement")));
    }

    private Map<String, @Nullable Object> wire(CompiledNode compiled) {
        Map<String, @Nullable Object> wire = new LinkedHashMap<>(WireForm.of(test));
        wire.put("alias", test.shownName());
        wire.put("compiled", true);
        wire.put("compiled_code", compiled.code());
        return wire;
    }

    /** A node in the test's place, for the folders it is written to and the context of its materialization. */
    private Node stand() {
        String original = test.identity().originalFilePath();
        int slash = original.lastIndexOf('/');
        String folder = slash < 0 ? "" : original.substring(0, slash + 1);
        Identity identity = new Identity(
                test.uniqueId(),
                ResourceType.UNIT_TEST,
                test.packageName(),
                test.name(),
                test.identity().fqn(),
                folder + test.shownName() + ".sql",
                original);
        Map<String, @Nullable Object> config = new LinkedHashMap<>(test.config().values());
        config.put("materialized", "unit");
        config.put("contract", Map.of("enforced", false));
        Object rows = test.expect().get("rows");
        config.put("expected_rows", rows instanceof List<?> ? rows : List.of());
        config.put("expected_sql", rows instanceof String ? rows : null);
        RelationName own = model.relation();
        var body = model.body();
        Relation relation = wiring.compiler().contexts().relation(own.database(), own.schema(), test.shownName());
        return model.withBody(new dev.weir.core.manifest.NodeBody(
                identity,
                new RelationName(own.database(), own.schema(), test.shownName(), Optional.of(relation.render())),
                new NodeConfig(config, Map.of()),
                List.of(),
                body.docs(),
                body.code(),
                body.links(),
                body.createdAt()));
    }
}
