package dev.weir.core.run;

import dev.weir.adapter.Relation;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.compile.CompiledNode;
import dev.weir.core.context.MacroCatalog;
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
import dev.weir.core.event.FindingEvent;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SeedNode;
import dev.weir.core.project.JsonText;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
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
    private final Optional<BatchPlace> batch;
    private Optional<String> runPath = Optional.empty();
    private @Nullable Table seed;

    Materializer(RunWiring wiring, Node node, DatabaseSession session) {
        this(wiring, node, session, Optional.empty());
    }

    /** @param batch which part of the node's rows is built */
    Materializer(RunWiring wiring, Node node, DatabaseSession session, Optional<BatchPlace> batch) {
        this.batch = batch;
        this.wiring = wiring;
        this.node = node;
        this.session = session;
    }

    /**
     * Which of a microbatch model's batches is built.
     *
     * @param suffix what its files are called by
     * @param incremental whether it adds to what is there
     */
    record BatchPlace(String suffix, boolean first, boolean last, boolean incremental) {}

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
                .materialization(materialized, wiring.packagesReplaceMaterializations())
                .orElseThrow(() -> new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_004, "materialization \"" + materialized + "\" does not exist")
                                .inWordsOfDbt("No materialization '" + materialized + "' was found for adapter "
                                        + wiring.runtime().adapter().type() + "! (searched types 'default' and '"
                                        + wiring.runtime().adapter().type() + "')")));
        warnOfPackage(macro, materialized);
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        TemplateContext context = context(database, compiled, compiledPath);
        Object returned = context.function(macro).call(Arguments.NONE);
        ResultStore.Main main = database.results()
                .main()
                .orElseThrow(() -> new WeirException(Diagnostic.of(
                                DiagnosticCode.RUN_005,
                                "materialization \"" + materialized + "\" ran no main statement")
                        .inWordsOfDbt("main is not being called during running model")));
        if (!(returned instanceof PyDict)) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.RUN_004, "materialization \"" + materialized + "\" returned no relations")
                    .inWordsOfDbt("The materialization (\"" + materialized
                            + "\") did not explicitly return a list of relations to add to the cache."));
        }
        keepRelations(returned);
        return main;
    }

    private void warnOfPackage(MacroEntry macro, String materialized) {
        String packageName = macro.macro().packageName();
        MacroCatalog catalog = wiring.compiler().contexts().catalog();
        if (macro.builtIn()
                || packageName.equals(catalog.rootProject())
                || !catalog.builtInMaterialization(materialized)) {
            return;
        }
        wiring.events()
                .emit(new FindingEvent.Warning(
                        "PackageMaterializationOverrideDeprecation",
                        "D016",
                        Diagnostic.of(
                                        DiagnosticCode.PAR_022,
                                        "package \"" + packageName + "\" replaces materialization \"" + materialized
                                                + "\"")
                                .inWordsOfDbt("Installed package '" + packageName
                                        + "' is overriding the built-in materialization '" + materialized
                                        + "'. Overrides of built-in materializations from installed packages will be"
                                        + " deprecated in future versions of dbt. For more information:"
                                        + " https://docs.getdbt.com/reference/global-configs/legacy-behaviors")));
    }

    /** Makes the node a copy of what the other environment has of it; empty when nothing was done. */
    Optional<ResultStore.Main> copy() {
        MacroEntry macro = wiring.compiler()
                .contexts()
                .catalog()
                .materialization("clone", false)
                .orElseThrow();
        LiveDatabase database = LiveDatabase.on(wiring.runtime(), session);
        Relation own = wiring.compiler().contexts().relation(node);
        Optional<Relation> origin = wiring.compiler().graph().deferral().elsewhere(node, own);
        String sql = origin.map(each -> "select * from " + each.render()).orElse("");
        CompiledNode compiled = new CompiledNode(node.uniqueId(), sql, sql, List.of(), Optional.empty());
        TemplateContext context = context(database, compiled, Optional.empty());
        origin.ifPresent(each -> context.put("defer_relation", database.relation(each)));
        Object returned = context.function(macro).call(Arguments.NONE);
        keepRelations(returned);
        return database.results().main();
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
        NodeScope plain = wiring.compiler().scopeOf(node);
        NodeScope scope = new NodeScope(
                plain.packageName(),
                plain.uniqueId(),
                plain.subject(),
                () -> model(plain.model().get(), compiled, compiledPath),
                plain.relation());
        TemplateContext context = wiring.compiler()
                .contexts()
                .forNode(node, scope, Phase.RUN, database, wiring.compiler().graph(), _ -> {});
        // A seed has no code of its own; one that is cloned reads its relation elsewhere.
        boolean rows = node instanceof SeedNode && compiled.code().isEmpty();
        Object code = rows ? None.NONE : compiled.code();
        context.put("sql", code);
        context.put("compiled_code", code);
        context.put("pre_hooks", batch.isPresent() && !batch.get().first() ? new PyList() : hooks("pre-hook"));
        context.put("post_hooks", batch.isPresent() && !batch.get().last() ? new PyList() : hooks("post-hook"));
        context.put("defer_relation", None.NONE);
        context.put("write", (PyCallable) this::write);
        context.put("load_agate_table", (PyCallable) _ -> loadSeed());
        if (batch.isPresent() && batch.get().incremental()) {
            context.override("is_incremental", (PyCallable) _ -> true);
            context.override("should_full_refresh", (PyCallable) _ -> false);
        }
        return context;
    }

    private Map<String, @Nullable Object> model(
            Map<String, @Nullable Object> plain, CompiledNode compiled, Optional<String> compiledPath) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>(plain);
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
                hooks.add(hook(each));
            }
        }
        return Values.fromData(hooks);
    }

    /** A hook, or one that {@code before_begin} and its like wrote as JSON. */
    private static Object hook(@Nullable Object configured) {
        Map<String, @Nullable Object> hook = new LinkedHashMap<>(Map.of("transaction", true));
        if (configured instanceof Map<?, ?> map) {
            map.forEach((key, value) -> hook.put(String.valueOf(key), value));
        } else {
            hook.put("sql", String.valueOf(configured));
        }
        String sql = String.valueOf(hook.get("sql")).strip();
        if (sql.startsWith("{\"")) {
            try {
                if (JsonText.parse(sql) instanceof Map<?, ?> written && written.containsKey("sql")) {
                    written.forEach((key, value) -> hook.put(String.valueOf(key), value));
                }
            } catch (RuntimeException _) {
                return hook; // a statement that only looks like JSON
            }
        }
        return hook;
    }

    private Object write(Arguments arguments) {
        runPath = Optional.of(wiring.target()
                .writeRun(node, batch.map(BatchPlace::suffix), Values.str(arguments.or(0, "payload", ""))));
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
