package dev.weir.core.event;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings that do not stop the invocation, and the one that did. */
public sealed interface FindingEvent extends Event {
    /** The diagnostics this event shows; the console prints ours below dbt's words. */
    List<Diagnostic> findings();

    /**
     * A warning.
     *
     * @param name dbt's event name where it has one ({@code "UnusedResourceConfigPath"}), else {@code "Finding"}
     * @param fields dbt's fields for the JSON log; without any its field is the text
     */
    record Warning(String name, String code, Diagnostic finding, Map<String, @Nullable Object> fields)
            implements FindingEvent {
        /** Warnings that the reference shows without the word. */
        private static final Set<String> BARE = Set.of(
                "NoNodesForSelectionCriteria",
                "NoNodesSelected",
                "NothingToDo",
                "CatalogGenerationError",
                "DepsUnpinned",
                "FreshnessConfigProblem",
                "InvalidMacroAnnotation",
                "SemanticValidationFailure",
                "WarnStateTargetEqual");

        /** Warnings beside deprecations that the reference breaks into lines. */
        private static final Set<String> WRAPPED = Set.of(
                "CollectFreshnessReturnSignature",
                "ConstraintNotSupported",
                "InvalidConcurrentBatchesConfig",
                "UnsupportedConstraintMaterialization");

        private static final Set<String> WITHOUT_FIELDS = Set.of("ModelParamUsageDeprecation", "NoNodesSelected");

        public Warning {
            fields = Ordered.copyOf(fields);
        }

        public Warning(String name, String code, Diagnostic finding) {
            this(name, code, finding, Map.of());
        }

        /** Deprecations that the reference shows with their names. */
        private static final Set<String> NAMED = Set.of(
                "ArgumentsPropertyInGenericTestDeprecation",
                "CustomKeyInConfigDeprecation",
                "CustomKeyInObjectDeprecation",
                "CustomOutputPathInSourceFreshnessDeprecation",
                "CustomTopLevelKeyDeprecation",
                "DuplicateYAMLKeysDeprecation",
                "GenericJSONSchemaValidationDeprecation",
                "MissingArgumentsPropertyInGenericTestDeprecation",
                "MissingPlusPrefixDeprecation",
                "PropertyMovedToConfigDeprecation",
                "UnexpectedJinjaBlockDeprecation",
                "WEOIncludeExcludeDeprecation");

        /** Deprecations that the reference does not count. */
        private static final Set<String> UNCOUNTED =
                Set.of("SpacesInResourceNameDeprecation", "UpcomingReferenceDeprecation");

        /** Deprecations whose names do not say so. */
        private static final Set<String> UNNAMED =
                Set.of("EnvironmentVariableRenamed", "SourceFreshnessProjectHooksNotRun");

        /** Whether it is of the kind that is shown once and summed up. */
        boolean deprecation() {
            return UNNAMED.contains(name) || name.endsWith("Deprecation") && !UNCOUNTED.contains(name);
        }

        public static Warning of(Diagnostic finding) {
            return new Warning("Finding", "W901", finding);
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            if (BARE.contains(name)) {
                return finding.message();
            }
            String head = "[" + palette.yellow("WARNING") + "]" + (NAMED.contains(name) ? "[" + name + "]" : "") + ": ";
            return deprecation() && !name.equals("ProjectFlagsMovedDeprecation") || WRAPPED.contains(name)
                    ? Wrapped.text(head + finding.message())
                    : head + finding.message();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            Map<String, @Nullable Object> data = new LinkedHashMap<>(fields);
            if (fields.isEmpty() && !WITHOUT_FIELDS.contains(name)) {
                data.put("msg", finding.message());
            }
            data.put("diagnostic", finding.code().wireName());
            return data;
        }

        @Override
        public List<Diagnostic> findings() {
            return List.of(finding);
        }
    }

    /** Nothing is selected. */
    record NothingToDo() implements FindingEvent {
        private static final Diagnostic FINDING = Diagnostic.of(DiagnosticCode.SEL_003, "nothing is selected")
                .inWordsOfDbt("Nothing to do. Try checking your model configs and model specification args");

        @Override
        public String code() {
            return "Q035";
        }

        @Override
        public Level level() {
            return Level.WARN;
        }

        @Override
        public String message(Palette palette) {
            return FINDING.message();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Map.of();
        }

        @Override
        public List<Diagnostic> findings() {
            return List.of(FINDING);
        }
    }

    /** What is wrong with a semantic model, metric or saved query, said before the run ends because of it. */
    record SemanticValidationFailure(Diagnostic finding) implements FindingEvent {
        @Override
        public String code() {
            return "I070";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return finding.message();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("msg", finding.message());
        }

        @Override
        public List<Diagnostic> findings() {
            return List.of(finding);
        }
    }

    /** What keeps the query of {@code --inline} from being parsed. */
    record ParseInlineNodeError(Diagnostic finding) implements FindingEvent {
        private static final Map<String, @Nullable Object> NODE = Fields.of(
                "node_name", "inline_query",
                "node_path", "sql/inline_query",
                "node_status", "failed",
                "resource_type", "",
                "materialized", "",
                "unique_id", "sqloperation.test.inline_query");

        @Override
        public String code() {
            return "I069";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return "Error while parsing node: inline_query\n" + finding.message();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("exc", finding.message(), "node_info", NODE);
        }

        @Override
        public List<Diagnostic> findings() {
            return List.of(finding);
        }
    }

    /** What a failing {@code run-operation} says. */
    record RunningOperationCaughtError(Diagnostic finding) implements FindingEvent {
        @Override
        public String code() {
            return "Q001";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            return "Encountered an error while running operation: " + ErrorText.of(finding);
        }

        @Override
        public Map<String, @Nullable Object> data() {
            return Fields.of("exc", ErrorText.of(finding));
        }

        @Override
        public List<Diagnostic> findings() {
            return List.of(finding);
        }
    }

    /** The error that ends the run: {@code "Encountered an error:"}, dbt's headline, the message indented by two. */
    record MainEncounteredError(List<Diagnostic> findings) implements FindingEvent {
        public MainEncounteredError {
            findings = List.copyOf(findings);
        }

        @Override
        public String code() {
            return "Z002";
        }

        @Override
        public Level level() {
            return Level.ERROR;
        }

        @Override
        public String message(Palette palette) {
            StringBuilder text = new StringBuilder("Encountered an error:");
            for (Diagnostic finding : findings) {
                text.append('\n').append(ErrorText.of(finding));
            }
            return text.toString();
        }

        @Override
        public Map<String, @Nullable Object> data() {
            StringBuilder text = new StringBuilder();
            for (Diagnostic finding : findings) {
                text.append(text.isEmpty() ? "" : "\n").append(ErrorText.of(finding));
            }
            return Fields.of("exc", text.toString());
        }
    }
}
