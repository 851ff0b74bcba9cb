package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.core.manifest.ModelNode;
import dev.weir.core.manifest.Node;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Warns of models past their {@code deprecation_date}, and of models that read them or soon will. Source: dbt docs, "deprecation_date". */
final class DeprecatedModels {
    private final Findings findings;
    private final Instant now;

    DeprecatedModels(Findings findings, Instant now) {
        this.findings = findings;
        this.now = now;
    }

    void warn(Collection<Node> nodes) {
        List<ModelNode> dated = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof ModelNode model && model.deprecationDate().isPresent()) {
                dated.add(model);
            }
        }
        if (dated.isEmpty()) {
            return;
        }
        Map<String, List<ModelNode>> readers = new HashMap<>();
        for (Node node : nodes) {
            if (node instanceof ModelNode reader) {
                for (String parent : reader.links().dependsOnNodes()) {
                    readers.computeIfAbsent(parent, _ -> new ArrayList<>()).add(reader);
                }
            }
        }
        for (ModelNode model : dated) {
            boolean passed = passed(model.deprecationDate().orElseThrow());
            if (passed) {
                findings.warn(
                        "DeprecatedModel",
                        "I065",
                        past(model),
                        Map.of(
                                "model_name",
                                model.name(),
                                "model_version",
                                version(model),
                                "deprecation_date",
                                model.deprecationDate().orElseThrow()));
            }
            for (ModelNode reader : readers.getOrDefault(model.uniqueId(), List.of())) {
                findings.warn(
                        passed ? "DeprecatedReference" : "UpcomingReferenceDeprecation",
                        passed ? "I067" : "I066",
                        read(model, reader, passed),
                        Map.of(
                                "model_name",
                                reader.name(),
                                "ref_model_name",
                                model.name(),
                                "ref_model_package",
                                model.packageName(),
                                "ref_model_version",
                                version(model),
                                "ref_model_latest_version",
                                model.latestVersion().map(String::valueOf).orElse("None"),
                                "ref_model_deprecation_date",
                                model.deprecationDate().orElseThrow()));
            }
        }
    }

    private static String version(ModelNode model) {
        return model.version().map(String::valueOf).orElse("");
    }

    private boolean passed(String date) {
        try {
            return OffsetDateTime.parse(date).toInstant().isBefore(now);
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }

    private static Diagnostic past(ModelNode model) {
        return Diagnostic.of(DiagnosticCode.PAR_039, "model \"" + shown(model) + "\" should be gone by now")
                .inWordsOfDbt("Model " + shown(model) + " has passed its deprecation date of "
                        + model.deprecationDate().orElse("") + ". This model should be disabled or removed.")
                .at(model.code()
                        .source()
                        .span(model.code().offset(), model.code().offset()));
    }

    private static Diagnostic read(ModelNode model, ModelNode reader, boolean passed) {
        String date = " on '" + model.deprecationDate().orElse("") + "'. ";
        return Diagnostic.of(
                        DiagnosticCode.PAR_039,
                        "model \"" + shown(reader) + "\" reads model \"" + shown(model) + "\", which "
                                + (passed ? "should be gone by now" : "is going out of use"))
                .inWordsOfDbt("While compiling '" + reader.name() + "': Found a reference to " + shown(model)
                        + (passed ? ", which was deprecated" : ", which is slated for deprecation") + date
                        + newer(model, passed ? "Migrate now" : "Try it out").orElse(""))
                .at(reader.code()
                        .source()
                        .span(reader.code().offset(), reader.code().offset()));
    }

    private static Optional<String> newer(ModelNode model, String advice) {
        return model.version().isPresent() && !model.version().equals(model.latestVersion())
                ? model.latestVersion()
                        .map(latest -> "A new version of '" + model.name() + "' is available. " + advice + ": {{ ref('"
                                + model.packageName() + "', '" + model.name() + "', v='" + latest + "') }}.")
                : Optional.empty();
    }

    private static String shown(ModelNode model) {
        return model.name() + model.version().map(version -> ".v" + version).orElse("");
    }
}
