package dev.weir.core.run;

import dev.weir.adapter.Capability;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.TemplateContext;
import dev.weir.core.context.database.DatabaseSession;
import dev.weir.core.context.database.LiveDatabase;
import dev.weir.core.context.database.ResponseValue;
import dev.weir.core.context.database.Table;
import dev.weir.core.context.database.TableValue;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.NodeEvent;
import dev.weir.core.event.NodeInfo;
import dev.weir.core.manifest.OperationNode;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SourceDefinition;
import dev.weir.core.select.Selection;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Checks how fresh sources are. Source: dbt docs, "source freshness"; recorded console output. */
public final class FreshnessRunner {
    /** What an empty table is as old as. */
    private static final Instant NEVER = LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);

    private final RunWiring wiring;
    private final boolean withHooks;

    /** @param withHooks whether the hooks of the project run, too */
    public FreshnessRunner(RunWiring wiring, boolean withHooks) {
        this.wiring = wiring;
        this.withHooks = withHooks;
    }

    /** Checks the selected sources that have thresholds. Throws only when the database cannot be reached. */
    public FreshnessOutcome run(Selection selection, int threads, Cancellation cancellation) {
        long start = System.nanoTime();
        List<Resource> sources = new ArrayList<>();
        for (Resource resource : selection.resources()) {
            if (resource instanceof SourceDefinition source
                    && source.freshness().wanted()) {
                sources.add(source);
            }
        }
        if (sources.isEmpty()) {
            wiring.events().emit(new FindingEvent.NothingToDo());
            wiring.events().emit(new InvocationEvent.FreshnessCheckComplete());
            return new FreshnessOutcome(List.of(), List.of(), 0);
        }
        blank();
        Object target = wiring.compiler().contexts().invocation().target().get("name");
        wiring.events()
                .emit(new InvocationEvent.ConcurrencyLine(
                        threads, target == null ? "" : String.valueOf(target), sources.size()));
        blank();
        try (SessionPool sessions = new SessionPool(wiring.runtime(), Math.min(threads, sources.size()))) {
            cancellation.onCancel(sessions::cancelAll);
            new Preparation(wiring, sessions.master()).fillCache();
            HookRunner hooks = new HookRunner(wiring, sessions.master());
            List<NodeOutcome> hookOutcomes = new ArrayList<>();
            if (withHooks) {
                hookOutcomes.addAll(hooks.run(OperationNode.When.ON_RUN_START, Map.of()));
            }
            Turns turns = new Turns(sessions, sources.size());
            List<NodeOutcome> outcomes = new Scheduler(
                            Schedule.of(selection, sources, false),
                            Math.min(threads, sources.size()),
                            false,
                            turns,
                            cancellation,
                            sessions::cancelAll)
                    .run();
            blank();
            if (withHooks) {
                hookOutcomes.addAll(hooks.run(OperationNode.When.ON_RUN_END, HookValues.of(outcomes)));
            }
            FreshnessOutcome outcome =
                    new FreshnessOutcome(List.copyOf(turns.checks), hookOutcomes, (System.nanoTime() - start) / 1e9);
            report(outcome);
            return outcome;
        }
    }

    private void blank() {
        wiring.events().emit(new InvocationEvent.Formatting(""));
    }

    private void report(FreshnessOutcome outcome) {
        int hooks = outcome.hooks().size();
        int sources = outcome.checks().size();
        String hookWords = hooks == 0 ? "" : hooks + (hooks == 1 ? " project hook, " : " project hooks, ");
        wiring.events()
                .emit(new InvocationEvent.FinishedRunningStats(
                        hookWords + sources + (sources == 1 ? " source" : " sources"), outcome.seconds()));
        for (FreshnessOutcome.Check check : outcome.checks()) {
            if (!check.bad()) {
                continue;
            }
            SourceDefinition source = check.source();
            NodeInfo info = NodeInfos.started(
                            source, wiring.manifest(), wiring.clock().instant())
                    .withStatus("None", "");
            blank();
            switch (check.result()) {
                case FreshnessResult.Measured measured -> {
                    wiring.events()
                            .emit(new NodeEvent.RunResultHeading(
                                    false,
                                    "source",
                                    source.name(),
                                    source.identity().originalFilePath(),
                                    info));
                    wiring.events().emit(new NodeEvent.RunResultErrorNoMessage(measured.status(), info));
                }
                case FreshnessResult.Failed failed ->
                    wiring.events().emit(new NodeEvent.RunResultError(failed.error(), check.findings(), false, info));
            }
        }
        wiring.events().emit(new InvocationEvent.FreshnessCheckComplete());
    }

    /** The turns of sources. */
    private final class Turns implements Scheduler.Turns {
        private final SessionPool sessions;
        private final int total;
        private final ConcurrentLinkedQueue<FreshnessOutcome.Check> checks = new ConcurrentLinkedQueue<>();

        Turns(SessionPool sessions, int total) {
            this.sessions = sessions;
            this.total = total;
        }

        @Override
        public void starting(Resource resource, int index) {
            if (resource instanceof SourceDefinition source) {
                wiring.events()
                        .emit(new NodeEvent.LogStartLine(
                                words(source),
                                index,
                                total,
                                NodeInfos.started(
                                        source,
                                        wiring.manifest(),
                                        wiring.clock().instant())));
            }
        }

        private static String words(SourceDefinition source) {
            return "freshness of " + source.sourceName() + "." + source.name();
        }

        @Override
        public NodeOutcome run(Resource resource, int worker, int index) {
            SourceDefinition source = (SourceDefinition) resource;
            Turn turn = new Turn(source, wiring.clock());
            NodeInfo info = NodeInfos.started(source, wiring.manifest(), turn.startedAt());
            DatabaseSession session = sessions.worker(worker);
            session.lend(
                    source.uniqueId(), Optional.of(info), wiring.comment().on(source.uniqueId(), source.uniqueId()));
            FreshnessOutcome.Check check;
            NodeOutcome outcome;
            try {
                FreshnessResult.Measured measured = measure(source, session, turn);
                check = new FreshnessOutcome.Check(source, measured, List.of());
                outcome = turn.measured(measured.status(), measured.adapterResponse());
            } catch (RuntimeException e) {
                String subject =
                        "source " + source.name() + " (" + source.identity().originalFilePath() + ")";
                List<Diagnostic> findings = Failures.of(e, subject, Optional.empty());
                check = new FreshnessOutcome.Check(
                        source, new FreshnessResult.Failed(source.uniqueId(), Failures.message(findings)), findings);
                outcome = turn.unmeasured(findings);
            } finally {
                session.release();
            }
            checks.add(check);
            say(check, words(source), index, turn.seconds(), info);
            return outcome;
        }

        private void say(FreshnessOutcome.Check check, String words, int index, double seconds, NodeInfo info) {
            String status = switch (check.result()) {
                case FreshnessResult.Measured measured -> measured.status();
                case FreshnessResult.Failed _ -> "runtime error";
            };
            String shown = switch (status) {
                case "pass" -> "PASS";
                case "warn" -> "WARN";
                case "error" -> "ERROR STALE";
                default -> "ERROR";
            };
            NodeEvent.Tone tone = switch (status) {
                case "pass" -> NodeEvent.Tone.GOOD;
                case "warn" -> NodeEvent.Tone.WARNING;
                default -> NodeEvent.Tone.BAD;
            };
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("source_name", check.source().sourceName());
            fields.put("table_name", check.source().name());
            fields.put("status", status);
            wiring.events()
                    .emit(new NodeEvent.LogResult(
                            NodeEvent.LogResult.Kind.FRESHNESS,
                            shown + " " + words,
                            shown,
                            tone,
                            index,
                            total,
                            seconds,
                            fields,
                            info.withStatus(
                                    status, NodeInfos.moment(wiring.clock().instant()))));
        }

        @Override
        public NodeOutcome skip(Resource resource, int index, Optional<EphemeralFault> ephemeral) {
            return drop(resource);
        }

        @Override
        public NodeOutcome drop(Resource resource) {
            return new Turn(resource, wiring.clock()).skipped(Optional.empty());
        }
    }

    private FreshnessResult.Measured measure(SourceDefinition source, DatabaseSession session, Turn turn) {
        turn.stepDone("compile");
        Instant begun = wiring.clock().instant();
        TemplateContext context = Preparation.operationContext(wiring, session);
        Map<String, @Nullable Object> criteria = source.freshness().thresholds().orElse(Map.of());
        Object relation = LiveDatabase.on(wiring.runtime(), session)
                .relation(wiring.compiler()
                        .contexts()
                        .relation(
                                source.relation().database(),
                                source.relation().schema(),
                                source.relation().alias()));
        Object result = collect(source, relation, criteria, context);
        boolean byMetadata = source.freshness().loadedAt().isEmpty();
        Table table = Table.EMPTY;
        if (result instanceof TableValue alone) { // what the macro returned before it returned the response, too
            warnOfTable();
            table = alone.table();
        } else if (Values.item(result, "table") instanceof TableValue value) {
            table = value.table();
        }
        // what a database knows of its tables begins with their schema and name
        int first = byMetadata ? 2 : 0;
        if (table.rows().size() != 1 || table.rows().getFirst().size() != first + 2) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.RUN_008, "the freshness query gave no single row")
                    .inWordsOfDbt("Got an invalid result from \""
                            + (byMetadata ? "get_relation_last_modified" : "collect_freshness") + "\" macro: "
                            + table.rows()));
        }
        Instant loaded = instant(table.rows().getFirst().get(first)).orElse(NEVER);
        Instant seen = instant(table.rows().getFirst().get(first + 1)).orElseGet(wiring.clock()::instant);
        String status = status(Duration.between(loaded, seen), criteria);
        Map<String, @Nullable Object> response =
                Values.item(result, "response") instanceof ResponseValue value ? value.response() : Map.of();
        turn.stepDone("execute");
        Instant ended = wiring.clock().instant();
        return new FreshnessResult.Measured(
                source.uniqueId(),
                status,
                loaded,
                seen,
                criteria,
                response,
                List.of(new Timing("compile", turn.startedAt(), begun), new Timing("execute", begun, ended)),
                Thread.currentThread().getName(),
                Duration.between(turn.startedAt(), ended));
    }

    private void warnOfTable() {
        wiring.events()
                .emit(new FindingEvent.Warning(
                        "CollectFreshnessReturnSignature",
                        "D012",
                        Diagnostic.of(DiagnosticCode.PAR_022, "macro \"collect_freshness\" returns a table alone")
                                .inWordsOfDbt("Deprecated functionality\nThe 'collect_freshness' macro signature has"
                                        + " changed to return the full query result, rather than just a table of values."
                                        + " See the v1.5 migration guide for details on how to update your custom macro:"
                                        + " https://docs.getdbt.com/guides/migration/versions/upgrading-to-v1.5")
                                .withHint("Return load_result('collect_freshness') as it is.")));
    }

    private Object collect(
            SourceDefinition source, Object relation, Map<String, @Nullable Object> criteria, TemplateContext context) {
        Optional<String> query = source.freshness().loadedAtQuery();
        Optional<String> field = source.freshness().loadedAtField();
        if (query.isPresent()) {
            context.put("this", relation);
            String sql = context.render(JinjaParser.parse(
                    new SourceText("loaded_at_query", query.get()),
                    context.renderer().syntax()));
            return context.callForAdapter("collect_freshness_custom_sql", Arguments.of(relation, sql))
                    .orElse(None.NONE);
        }
        if (field.isPresent()) {
            return context.callForAdapter(
                            "collect_freshness",
                            Arguments.of(relation, field.get(), Values.fromData(criteria.get("filter"))))
                    .orElse(None.NONE);
        }
        if (wiring.runtime().adapter().support(Capability.TABLE_LAST_MODIFIED_METADATA) == Capability.Support.FULL) {
            Object schema = Values.call(Values.attribute(relation, "information_schema_only"), Arguments.NONE);
            return context.callForAdapter("get_relation_last_modified", Arguments.of(schema, PyList.of(relation)))
                    .orElse(None.NONE);
        }
        throw new WeirException(
                Diagnostic.of(DiagnosticCode.RUN_008, "source \"" + source.name() + "\" names no loaded_at_field")
                        .inWordsOfDbt("Could not compute freshness for source " + source.name()
                                + ": no 'loaded_at_field' provided and "
                                + wiring.runtime().adapter().type()
                                + " adapter does not support metadata-based freshness checks."));
    }

    private static Optional<Instant> instant(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case OffsetDateTime moment -> Optional.of(moment.toInstant());
            case LocalDateTime moment -> Optional.of(moment.toInstant(ZoneOffset.UTC));
            case LocalDate date -> Optional.of(date.atStartOfDay().toInstant(ZoneOffset.UTC));
            default ->
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.RUN_008, "the loaded-at value is no moment in time")
                                .inWordsOfDbt(
                                        "Expected a timestamp value when querying field 'loaded_at_field' but received value"
                                                + " of type '" + Values.typeName(value) + "' instead"));
        };
    }

    static String status(Duration age, Map<String, @Nullable Object> criteria) {
        if (exceeds(age, criteria.get("error_after"))) {
            return "error";
        }
        return exceeds(age, criteria.get("warn_after")) ? "warn" : "pass";
    }

    private static boolean exceeds(Duration age, @Nullable Object threshold) {
        if (!(threshold instanceof Map<?, ?> map) || !(map.get("count") instanceof Number count)) {
            return false;
        }
        long number = count.longValue();
        Duration limit = switch (String.valueOf(map.get("period"))) {
            case "minute" -> Duration.ofMinutes(number);
            case "hour" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return age.compareTo(limit) > 0;
    }
}
