package dev.weir.core.run;

import dev.weir.adapter.Relation;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.compile.NodeCompiler;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.context.NodeScope;
import dev.weir.core.context.Phase;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.ResultStore;
import dev.weir.core.context.database.SeedReader;
import dev.weir.core.context.database.Table;
import dev.weir.core.context.database.TableValue;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.manifest.WireForm;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the materialization macro of one node. Source: dbt docs, "Create new materializations".
 */
final class Materializer {
    private final RunWiring wiring;
    private final Node node;
    private final DatabaseSession session;
    private Optional<String> runPath = Optional.empty();
    private @Nullable Table seed;

    Materializer(RunWiring wiring, Node node, DatabaseSession session) {
        this.wiring = wiring;
        this.node = node;
        this.session = session;
    }

    /** Where the main statement was written, once it was. */
    Optional<String> runPath() {
        return runPath;
    }

    /** The seed's rows, once they were read. */
    Optional<Table> seedRows() {
        return Optional.ofNullable(seed);
    }

    /** Runs the macro; yields what its statement {@code main} gave. Relations it returns are kept in the cache. */
    ResultStore.Main run(CompiledNode compiled, Optional<String> compiledPath) {
        String materialized = materialization();
        MacroEntry macro = wiring.compiler()
                .contexts()
                .catalog()
                .materialization(materialized)
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_004, "materialization \"" + materialized + "\" does not exist")
                                .inWordsOfDbt("No materialization '" + materialized + "' was found for adapter "
                                        + wiring.runtime().adapter().type() + "! (searched types 'default' and '"
                                        + wiring.runtime().adapter().type() + "')")));
        refuseMicrobatch(materialized);
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        TemplateContext context = context(database, compiled, compiledPath);
        Object returned = context.function(macro).call(Arguments.NONE);
        keepRelations(returned);
        return database.results()
                .main()
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.RUN_005,
                                "materialization \"" + materialized + "\" ran no main statement")
                        .inWordsOfDbt("main is not being called during running model")));
    }

    /** Without batches the model would quietly be built in one piece. */
    private void refuseMicrobatch(String materialized) {
        if (materialized.equals("incremental")
                && node.config().text("incremental_strategy").orElse("").equals("microbatch")) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_012, "incremental strategy \"microbatch\" is not supported yet")
                            .withHint("Use append, delete+insert or merge until it is."));
        }
    }

    private String materialization() {
        String configured = node.config().materialized();
        return switch (node.resourceType()) {
            case SEED -> configured.isEmpty() ? "seed" : configured;
            case SNAPSHOT -> configured.isEmpty() ? "snapshot" : configured;
            case TEST -> "test";
            default -> configured.isEmpty() ? "view" : configured;
        };
    }

    private TemplateContext context(LiveDatabase database, CompiledNode compiled, Optional<String> compiledPath) {
        NodeScope plain = NodeCompiler.scope(node);
        NodeScope scope = new NodeScope(
                plain.packageName(),
                plain.uniqueId(),
                plain.subject(),
                () -> model(compiled, compiledPath),
                plain.relation());
        TemplateContext context = wiring.compiler()
                .contexts()
                .forNode(node, scope, Phase.RUN, database, wiring.compiler().graph(), _ -> {});
        context.put("sql", compiled.code());
        context.put("compiled_code", compiled.code());
        context.put("pre_hooks", hooks("pre-hook"));
        context.put("post_hooks", hooks("post-hook"));
        context.put("defer_relation", None.NONE);
        context.put("write", (PyCallable) this::write);
        context.put("load_agate_table", (PyCallable) _ -> loadSeed());
        return context;
    }

    private Map<String, @Nullable Object> model(CompiledNode compiled, Optional<String> compiledPath) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>(WireForm.of(node));
        if (!(node instanceof SeedNode)) {
            model.put("compiled", true);
            model.put("compiled_code", compiled.code());
            model.put("compiled_path", compiledPath.orElse(null));
            model.put("extra_ctes_injected", true);
        }
        return model;
    }

    private Object hooks(String key) {
        List<Object> hooks = new ArrayList<>();
        if (node.config().find(key).orElse(null) instanceof List<?> list) {
            for (Object each : list) {
                hooks.add(each instanceof Map<?, ?> ? each : Map.of("sql", String.valueOf(each), "transaction", true));
            }
        }
        return Values.fromData(hooks);
    }

    private Object write(Arguments arguments) {
        runPath = Optional.of(wiring.target().writeRun(node, Values.str(arguments.or(0, "payload", ""))));
        return "";
    }

    private Object loadSeed() {
        if (!(node instanceof SeedNode seedNode)) {
            return new TableValue(Table.EMPTY, wiring.events());
        }
        Path file = Path.of(seedNode.rootPath()).resolve(seedNode.identity().originalFilePath());
        Table table = SeedReader.read(
                file,
                node.config().text("delimiter").orElse(","),
                node.config().map("column_types").keySet());
        seed = table;
        return new TableValue(table, wiring.events());
    }

    /** The relations a materialization returns now stand in the database. */
    private void keepRelations(Object returned) {
        Object relations = returned instanceof PyDict dict ? dict.get("relations") : null;
        if (relations != null && Values.iterable(relations)) {
            for (Iterator<Object> each = Values.iterate(relations); each.hasNext(); ) {
                LiveDatabase.relationIn(each.next()).ifPresent(wiring.runtime().cache()::add);
            }
            return;
        }
        if (node.resourceType() != dev.weir.core.manifest.ResourceType.TEST) {
            Relation own = wiring.compiler().contexts().relation(node);
            wiring.runtime().cache().add(own);
        }
    }
}
