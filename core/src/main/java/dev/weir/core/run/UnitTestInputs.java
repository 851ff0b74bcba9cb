package dev.weir.core.run;

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
            self = Optional.of(
                    stand(model.uniqueId(), model.name(), EphemeralNames.cte(model), model.relation(), given));
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
                relations.put(
                        node.uniqueId(),
                        stand(node.uniqueId(), node.name(), EphemeralNames.cte(node), node.relation(), given));
            }
            case WrittenReference.Source call -> {
                SourceDefinition source =
                        index().find(call.call(), model.packageName()).orElseThrow(() -> unknown(input));
                relations.put(
                        source.uniqueId(),
                        stand(
                                source.uniqueId(),
                                source.name(),
                                "__dbt__cte__" + source.sourceName() + "__" + source.name(),
                                source.relation(),
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

    /** Adds the common table expression of an input; yields the relation that names it. */
    private Object stand(
            String uniqueId, String name, String cte, RelationName relation, Map<String, @Nullable Object> given) {
        inputs.add(() -> {
            String sql = given.get("rows") instanceof String written
                    ? rendered(name, relation, written)
                    : "\n-- Fixture for " + name + "\n" + rows(name, relation, given.get("rows"));
            return new CompiledNode.ExtraCte(uniqueId, cte + " as (\n" + sql + "\n)");
        });
        return LiveDatabase.on(wiring.runtime(), session)
                .relation(wiring.compiler().contexts().cte(cte));
    }

    /** A query as rows is a template. */
    private String rendered(String name, RelationName relation, String sql) {
        TemplateContext context = context(name, relation);
        return context.render(JinjaParser.parse(
                new SourceText(test.identity().originalFilePath(), sql),
                wiring.compiler().contexts().renderer().syntax()));
    }

    private TemplateContext context(String name, RelationName relation) {
        ContextFactory contexts = wiring.compiler().contexts();
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        NodeScope scope = new NodeScope(
                model.packageName(),
                Optional.of(test.uniqueId()),
                subject(name),
                () -> Map.of("name", name),
                Optional.of(relation));
        TemplateContext context =
                contexts.forOperation(scope, database, wiring.compiler().graph(), _ -> {});
        context.put("defer_relation", None.NONE);
        context.put("model", PyDict.of("name", name, "resource_type", "model"));
        return context;
    }

    private String subject(String name) {
        return "model " + name + " (" + test.identity().originalFilePath() + ")";
    }

    private String rows(String name, RelationName relation, @Nullable Object rows) {
        try {
            return context(name, relation)
                    .callMacro("get_fixture_sql", Arguments.of(Values.fromData(rows), new PyDict()))
                    .map(Values::str)
                    .orElseThrow();
        } catch (WeirException failed) {
            // without the cause, whose way through macros is in the words already
            throw new WeirException(dev.weir.core.context.MacroTrace.within(failed, subject(name)));
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
