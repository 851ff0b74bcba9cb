package dev.weir.core.run;

import dev.weir.adapter.Relation;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.EphemeralNames;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.References;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.RelationName;
import dev.weir.core.manifest.SourceCall;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.manifest.UnitTest;
import dev.weir.core.manifest.WrittenReference;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inputs a unit test gives its model: each a common table expression with the given rows, in place of what is read. */
final class UnitTestInputs implements References {
    private final RunWiring wiring;
    private final UnitTest test;
    private final ModelNode model;
    private final DatabaseSession session;
    private final Map<String, Object> relations = new LinkedHashMap<>();
    private final List<Supplier<CompiledNode.ExtraCte>> inputs = new ArrayList<>();
    private Optional<Object> self = Optional.empty();

    UnitTestInputs(RunWiring wiring, UnitTest test, ModelNode model, DatabaseSession session) {
        this.wiring = wiring;
        this.test = test;
        this.model = model;
        this.session = session;
        for (boolean own : new boolean[] {true, false}) {
            for (Map<String, @Nullable Object> each : test.given()) {
                String input = String.valueOf(each.get("input")).strip();
                if (input.equals("this") == own) {
                    add(input, each);
                }
            }
        }
    }

    /** The model's own table, where the test gives it rows. */
    Optional<Object> self() {
        return self;
    }

    /** The inputs as queries, written when the model's own code was: what is wrong there comes first, as in the reference. */
    List<CompiledNode.ExtraCte> ctes() {
        return inputs.stream().map(Supplier::get).toList();
    }

    private void add(String input, Map<String, @Nullable Object> given) {
        if (input.equals("this")) {
            self = Optional.of(stand(Input.of(model, Optional.empty()), given));
            return;
        }
        WrittenReference written = WrittenReference.in(input)
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.RUN_016, "input \"" + input + "\" is no ref, source or this")
                        .inWordsOfDbt("Unit test given inputs must be either a 'ref', 'source' or 'this' call. Got: '"
                                + input + "'.")
                        .within(test.subject())));
        switch (written) {
            case WrittenReference.Ref ref -> {
                Node node = index().find(ref.call(), model.packageName()).orElseThrow(() -> unknown(input));
                relations.put(node.uniqueId(), stand(Input.of(node, deferred(node)), given));
            }
            case WrittenReference.Source call -> {
                SourceDefinition source =
                        index().find(call.call(), model.packageName()).orElseThrow(() -> unknown(input));
                relations.put(
                        source.uniqueId(),
                        stand(
                                new Input(
                                        source.uniqueId(),
                                        source.name(),
                                        "__dbt__cte__" + source.sourceName() + "__" + source.name(),
                                        source.relation(),
                                        Optional.empty()),
                                given));
            }
        }
    }

    private WeirException unknown(String input) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_014,
                        "input \"" + input + "\" of unit test \"" + test.name() + "\" does not exist")
                .inWordsOfDbt("Unit test '" + test.name() + "' had an input (" + input
                        + ") which was not found in the manifest.")
                .within(test.subject()));
    }

    private Node node(RefCall call) {
        return index().find(call, model.packageName()).orElseThrow(() -> notFound("node named '" + call.name() + "'"));
    }

    private SourceDefinition source(WrittenReference.Source written) {
        SourceCall call = written.call();
        return index().find(call, model.packageName())
                .orElseThrow(() -> notFound("source named '" + call.sourceName() + "." + call.tableName() + "'"));
    }

    private dev.weir.core.manifest.ReferenceIndex index() {
        return wiring.compiler().graph().references();
    }

    private WeirException notFound(String what) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PAR_001, "unit test \"" + test.name() + "\" gives no rows for a " + what)
                        .withHeadline(new Diagnostic.Headline(
                                dev.weir.base.ErrorKind.COMPILATION,
                                Optional.of(test.subject()),
                                "Unit_Test '" + test.uniqueId() + "' ("
                                        + test.identity().originalFilePath() + ") depends on a " + what
                                        + " which was not found"))
                        .withHint("Add it to given:."));
    }

    /**
     * What rows are given for.
     *
     * @param deferred the relation of another environment that shows its columns
     */
    private record Input(String uniqueId, String name, String cte, RelationName relation, Optional<Relation> deferred) {
        static Input of(Node node, Optional<Relation> deferred) {
            return new Input(node.uniqueId(), node.name(), EphemeralNames.cte(node), node.relation(), deferred);
        }
    }

    private Optional<Relation> deferred(Node node) {
        return node.ephemeral()
                ? Optional.empty()
                : wiring.compiler()
                        .graph()
                        .deferral()
                        .instead(node, wiring.compiler().contexts().relation(node));
    }

    /** Adds the common table expression of an input; yields the relation that names it. */
    private Object stand(Input input, Map<String, @Nullable Object> given) {
        inputs.add(() -> {
            String sql = given.get("rows") instanceof String written
                    ? rendered(input, written)
                    : "\n-- Fixture for " + input.name() + "\n" + rows(input, given.get("rows"));
            return new CompiledNode.ExtraCte(input.uniqueId(), input.cte() + " as (\n" + sql + "\n)");
        });
        return LiveDatabase.on(wiring.runtime(), session)
                .relation(wiring.compiler().contexts().cte(input.cte()));
    }

    /** A query as rows is a template. */
    private String rendered(Input input, String sql) {
        TemplateContext context = context(input);
        return context.render(JinjaParser.parse(
                new SourceText(test.identity().originalFilePath(), sql),
                wiring.compiler().contexts().renderer().syntax()));
    }

    private TemplateContext context(Input input) {
        ContextFactory contexts = wiring.compiler().contexts();
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        NodeScope scope = new NodeScope(
                model.packageName(),
                Optional.of(test.uniqueId()),
                subject(input.name()),
                () -> Map.of("name", input.name()),
                Optional.of(input.relation()));
        TemplateContext context =
                contexts.forOperation(scope, database, wiring.compiler().graph(), _ -> {});
        context.put(
                "defer_relation",
                input.deferred().<Object>map(database::relation).orElse(None.NONE));
        context.put("model", PyDict.of("name", input.name(), "resource_type", "model"));
        return context;
    }

    private String subject(String name) {
        return "model " + name + " (" + test.identity().originalFilePath() + ")";
    }

    private String rows(Input input, @Nullable Object rows) {
        try {
            return context(input)
                    .callMacro("get_fixture_sql", Arguments.of(Values.fromData(rows), new PyDict()))
                    .map(Values::str)
                    .orElseThrow();
        } catch (WeirException failed) {
            // without the cause, whose way through macros is in the words already
            throw new WeirException(dev.weir.core.context.MacroTrace.within(failed, subject(input.name())));
        }
    }

    @Override
    public Object function(dev.weir.core.manifest.FunctionCall call) {
        Node found = index().find(call, model.packageName())
                .orElseThrow(() -> notFound("function named '" + call.name() + "'"));
        return LiveDatabase.on(wiring.runtime(), session)
                .relation(wiring.compiler().contexts().relation(found).withType(Optional.of("function")));
    }

    @Override
    public Object ref(RefCall call) {
        Node node = node(call);
        return found(node.uniqueId(), "node named '" + call.name() + "'");
    }

    @Override
    public Object source(SourceCall call) {
        SourceDefinition source = source(new WrittenReference.Source(call));
        return found(source.uniqueId(), "source named '" + call.sourceName() + "." + call.tableName() + "'");
    }

    private Object found(String uniqueId, String what) {
        Object relation = relations.get(uniqueId);
        if (relation == null) {
            throw notFound(what);
        }
        return relation;
    }
}
