package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.project.Behaviour;
import dev.weir.jinja.module.PyDateTime;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Values;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What models built in batches must say: {@code event_time}, {@code begin}, {@code batch_size}; what they begin with becomes an
 * instant. Where the root project builds batches in its own way, nothing is asked. Source: dbt docs, "Microbatch"; recorded
 * manifests and errors.
 */
final class Microbatches {
    private static final String MACRO = "get_incremental_microbatch_sql";
    private static final String BEGIN = "begin";
    private static final String EVENT_TIME = "event_time";

    private final Map<String, Node> nodes;
    private final Map<String, SourceDefinition> sources;
    private final Findings findings;

    private Microbatches(Map<String, Node> nodes, Map<String, SourceDefinition> sources, Findings findings) {
        this.nodes = nodes;
        this.sources = sources;
        this.findings = findings;
    }

    /** Puts instants in place of what linked models begin with. */
    static void settle(ParseScope scope, Map<String, Node> nodes, Map<String, SourceDefinition> sources) {
        warnOfOwnMacro(scope, nodes.values());
        if (inBatches(scope)) {
            Microbatches batches = new Microbatches(nodes, sources, scope.findings());
            nodes.replaceAll(
                    (_, node) -> node instanceof ModelNode model && batched(model) ? batches.settled(model) : node);
        }
    }

    private static boolean inBatches(ParseScope scope) {
        return scope.request().chosen(Behaviour.REQUIRE_BATCHED_EXECUTION_FOR_CUSTOM_MICROBATCH_STRATEGY)
                || !ownMacro(scope);
    }

    private static boolean ownMacro(ParseScope scope) {
        return scope.contexts()
                .catalog()
                .find(MACRO, scope.rootProject().name())
                .filter(macro -> !macro.uniqueId().startsWith("macro.dbt."))
                .isPresent();
    }

    private static void warnOfOwnMacro(ParseScope scope, Iterable<Node> nodes) {
        boolean any = false;
        for (Node node : nodes) {
            any |= node instanceof ModelNode model && batched(model);
        }
        if (any && !inBatches(scope)) {
            scope.findings()
                    .warn(
                            "MicrobatchMacroOutsideOfBatchesDeprecation",
                            "D020",
                            Diagnostic.of(
                                            DiagnosticCode.PAR_022,
                                            "macro \"" + MACRO + "\" is called once for all batches")
                                    .inWordsOfDbt("The use of a custom microbatch macro outside of batched execution is"
                                            + " deprecated. To use it with batched execution, set"
                                            + " `flags.require_batched_execution_for_custom_microbatch_strategy` to"
                                            + " `True` in `dbt_project.yml`. In the future this will be the default"
                                            + " behavior."));
        }
    }

    private static boolean batched(ModelNode model) {
        return model.config().materialized().equals("incremental")
                && model.config().text("incremental_strategy").orElse("").equals("microbatch");
    }

    private ModelNode settled(ModelNode model) {
        Optional<String> wrong = wrong(model);
        if (wrong.isPresent()) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_035,
                            "microbatch model \"" + model.name() + "\" cannot be built in batches")
                    .inWordsOfDbt(wrong.get()));
            return model;
        }
        String begin = String.valueOf(model.config().find(BEGIN).orElse(""));
        try {
            return model.withBody(model.body()
                    .withConfig(
                            model.config().with(BEGIN, PyDateTime.parse(begin).iso())));
        } catch (PyError _) {
            findings.error(Diagnostic.of(
                            DiagnosticCode.PAR_035,
                            "microbatch model \"" + model.name() + "\" begins with \"" + begin + "\"")
                    .inWordsOfDbt(
                            must(model) + "a 'begin' config of valid datetime (ISO format), but got: " + begin + "."));
            return model;
        }
    }

    private static String must(ModelNode model) {
        return "Microbatch model '" + model.name() + "' must provide ";
    }

    /** What is missing or of the wrong type, the first of it. */
    private Optional<String> wrong(ModelNode model) {
        String must = must(model);
        Object time = config(model, EVENT_TIME);
        if (time == null) {
            return Optional.of(
                    must + "an 'event_time' (string) config that indicates the name of the event time column.");
        }
        if (!(time instanceof String)) {
            return Optional.of(must + "an 'event_time' config of type string, but got: " + type(time) + ".");
        }
        Object begin = config(model, BEGIN);
        if (begin == null) {
            return Optional.of(must + "a 'begin' (datetime) config that indicates the earliest timestamp the microbatch"
                    + " model should be built from.");
        }
        if (!(begin instanceof String)) {
            return Optional.of(must + "a 'begin' config of type datetime, but got: " + type(begin) + ".");
        }
        Object size = config(model, "batch_size");
        if (!"hour".equals(size) && !"day".equals(size) && !"month".equals(size) && !"year".equals(size)) {
            return Optional.of(must + "a 'batch_size' config that is one of ['hour', 'day', 'month', 'year'], but got: "
                    + Values.str(Values.fromData(size)) + ".");
        }
        Object lookback = config(model, "lookback");
        if (lookback != null && !(lookback instanceof Long)) {
            return Optional.of(must + "the optional 'lookback' config as type int, but got: " + type(lookback) + ").");
        }
        Object concurrent = config(model, "concurrent_batches");
        if (concurrent != null && !(concurrent instanceof Boolean)) {
            return Optional.of("Microbatch model '" + model.name()
                    + "' optional 'concurrent_batches' config must be of type `bool` if specified, but got: "
                    + type(concurrent) + ").");
        }
        return wrongInput(model);
    }

    private static @Nullable Object config(ModelNode model, String key) {
        return model.config().find(key).orElse(null);
    }

    private static String type(Object data) {
        return "<class '" + Values.typeName(Values.fromData(data)) + "'>";
    }

    private Optional<String> wrongInput(ModelNode model) {
        boolean filtered = false;
        for (String id : model.links().dependsOnNodes()) {
            Node node = nodes.get(id);
            SourceDefinition source = sources.get(id);
            Object time = node != null
                    ? node.config().find(EVENT_TIME).orElse(null)
                    : source != null ? source.config().find(EVENT_TIME).orElse(null) : null;
            if (time != null && !(time instanceof String)) {
                return Optional.of("Microbatch model '" + model.name() + "' depends on an input node '"
                        + (node != null
                                ? node.name()
                                : java.util.Objects.requireNonNull(source).name())
                        + "' with an 'event_time' config of invalid (non-string) type: " + type(time) + ".");
            }
            filtered |= time != null;
        }
        if (!filtered) {
            findings.warn(
                    "MicrobatchModelNoEventTimeInputs",
                    "I074",
                    Diagnostic.of(
                                    DiagnosticCode.PAR_035,
                                    "microbatch model \"" + model.name() + "\" reads nothing that has an event_time")
                            .inWordsOfDbt("The microbatch model '" + model.name()
                                    + "' has no 'ref' or 'source' input with an 'event_time' configuration. \nThis means"
                                    + " no filtering can be applied and can result in unexpected duplicate records in"
                                    + " the resulting microbatch model."),
                    Map.of("model_name", model.name()));
        }
        return Optional.empty();
    }
}
