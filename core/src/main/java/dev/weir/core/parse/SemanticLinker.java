package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.MetricIndex;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the semantic models whose measures metrics use and the metrics that metrics are made of. What is linked already as it
 * should be stays the same object. Source: recorded cases.
 */
final class SemanticLinker {
    private final Map<String, List<SemanticModel>> byMeasure;
    private final Map<String, List<SemanticModel>> disabledByMeasure;
    private final MetricIndex metrics;
    private final Findings findings;
    private final Map<String, Linked> linked = new LinkedHashMap<>();
    private final List<String> underWay = new ArrayList<>();
    private final List<String> circle = new ArrayList<>();
    private final Set<String> inCircles = new LinkedHashSet<>();

    /** What a metric uses: unique ids, and the measures it comes down to. */
    private record Linked(List<String> parents, List<Object> measures) {}

    SemanticLinker(
            Iterable<SemanticModel> models,
            Iterable<? extends Resource> disabled,
            MetricIndex metrics,
            Findings findings) {
        byMeasure = byMeasure(models);
        List<SemanticModel> off = new ArrayList<>();
        for (Resource resource : disabled) {
            if (resource instanceof SemanticModel model) {
                off.add(model);
            }
        }
        disabledByMeasure = byMeasure(off);
        this.metrics = metrics;
        this.findings = findings;
    }

    private static Map<String, List<SemanticModel>> byMeasure(Iterable<SemanticModel> models) {
        Map<String, List<SemanticModel>> byMeasure = new LinkedHashMap<>();
        for (SemanticModel model : models) {
            for (Tree measure : model.measures()) {
                byMeasure
                        .computeIfAbsent(measure.words("name"), _ -> new ArrayList<>(1))
                        .add(model);
            }
        }
        return byMeasure;
    }

    Metric link(Metric metric) {
        Linked found;
        try {
            found = linked(metric);
        } catch (WeirException wrong) {
            if (!inCircles.contains(metric.uniqueId())) {
                findings.errors(wrong);
                inCircles.addAll(circle);
            }
            return metric;
        }
        if (found.parents.equals(metric.links().dependsOnNodes())
                && found.measures.equals(metric.typeParams().members().get("input_measures"))) {
            return metric;
        }
        Tree params = metric.typeParams().with("input_measures", found.measures);
        return new Metric(
                metric.identity(),
                metric.config(),
                metric.definition().with("type_params", params.members()),
                metric.meta(),
                metric.tags(),
                metric.links().withNodes(found.parents),
                metric.createdAt());
    }

    private Linked linked(Metric metric) {
        Linked known = linked.get(metric.uniqueId());
        if (known != null) {
            return known;
        }
        if (underWay.contains(metric.uniqueId())) {
            circle.clear();
            circle.addAll(underWay.subList(underWay.indexOf(metric.uniqueId()), underWay.size()));
            circle.add(metric.uniqueId());
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PAR_032, "metric \"" + metric.name() + "\" is made of itself")
                            .inWordsOfDbt("Found a cycle: " + String.join(" --> ", circle)));
        }
        underWay.add(metric.uniqueId());
        try {
            Linked found = find(metric);
            linked.put(metric.uniqueId(), found);
            return found;
        } finally {
            underWay.removeLast();
        }
    }

    private Linked find(Metric metric) {
        Tree params = metric.typeParams();
        return switch (metric.type()) {
            case "ratio" -> {
                if (params.tree("numerator").isEmpty()
                        || params.tree("denominator").isEmpty()) {
                    throw wrong(
                            metric,
                            "a ratio without numerator or denominator",
                            "Invalid ratio metric. Both a numerator and denominator must be specified");
                }
                yield ofMetrics(
                        metric,
                        List.of(
                                params.tree("numerator").get(),
                                params.tree("denominator").get()));
            }
            case "derived" -> ofMetrics(metric, params.trees("metrics"));
            case "conversion" -> {
                Tree conversion = params.tree("conversion_type_params")
                        .orElseThrow(() -> wrong(
                                metric,
                                "a conversion without conversion_type_params",
                                metric.name()
                                        + " is a conversion metric and must have conversion_type_params defined."));
                yield ofMeasures(
                        metric,
                        List.of(
                                conversion.tree("base_measure").orElse(Tree.EMPTY),
                                conversion.tree("conversion_measure").orElse(Tree.EMPTY)));
            }
            default ->
                ofMeasures(
                        metric,
                        List.of(params.tree("measure")
                                .orElseThrow(() -> wrong(
                                        metric,
                                        "a " + metric.type() + " metric without measure",
                                        metric.name() + " should have a measure defined, but it does not."))));
        };
    }

    private Linked ofMeasures(Metric metric, List<Tree> inputs) {
        Set<String> parents = new LinkedHashSet<>();
        List<Object> measures = new ArrayList<>();
        for (Tree input : inputs) {
            parents.add(modelOf(metric, input.words("name")).uniqueId());
            add(measures, input.members());
        }
        return new Linked(List.copyOf(parents), measures);
    }

    private static void add(List<Object> measures, Map<String, @Nullable Object> measure) {
        if (!measures.contains(measure)) {
            measures.add(measure);
        }
    }

    private SemanticModel modelOf(Metric metric, String measure) {
        Optional<SemanticModel> found = nearest(byMeasure.getOrDefault(measure, List.of()), metric.packageName());
        if (found.isPresent()) {
            return found.get();
        }
        Optional<SemanticModel> off = nearest(disabledByMeasure.getOrDefault(measure, List.of()), metric.packageName());
        if (off.isPresent()) {
            throw wrong(
                    metric,
                    "a measure of a disabled semantic model",
                    "The measure `" + measure + "` is referenced on disabled semantic model `"
                            + off.get().name() + "`.");
        }
        throw wrong(
                metric,
                "measure \"" + measure + "\" does not exist",
                "A semantic model having a measure `" + measure + "` does not exist but was referenced.",
                NearestName.to(measure, byMeasure.keySet()));
    }

    private static Optional<SemanticModel> nearest(List<SemanticModel> models, String packageName) {
        return models.stream()
                .filter(model -> model.packageName().equals(packageName))
                .findFirst()
                .or(() -> models.stream().findFirst());
    }

    private Linked ofMetrics(Metric metric, List<Tree> inputs) {
        Set<String> parents = new LinkedHashSet<>();
        List<Object> measures = new ArrayList<>();
        for (Tree input : inputs) {
            Metric target = metricOf(metric, input.words("name"));
            parents.add(target.uniqueId());
            for (Object measure : linked(target).measures) {
                if (!measures.contains(measure)) {
                    measures.add(measure);
                }
            }
        }
        return new Linked(List.copyOf(parents), measures);
    }

    private Metric metricOf(Metric metric, String name) {
        Optional<Metric> found = metrics.find(new MetricCall(name, Optional.empty()), metric.packageName());
        if (found.isPresent()) {
            return found.get();
        }
        if (metrics.disabled(new MetricCall(name, Optional.empty()), metric.packageName())) {
            throw wrong(
                    metric,
                    "metric \"" + name + "\" is disabled",
                    "The metric `" + name + "` is disabled and thus cannot be referenced.");
        }
        throw wrong(
                metric,
                "metric \"" + name + "\" does not exist",
                "The metric `" + name + "` does not exist but was referenced by metric `" + metric.name() + "`.",
                NearestName.to(name, metrics.names()));
    }

    private static WeirException wrong(Metric metric, String primary, String words) {
        return wrong(metric, primary, words, Optional.empty());
    }

    private static WeirException wrong(Metric metric, String primary, String words, Optional<String> near) {
        Diagnostic finding = Diagnostic.of(DiagnosticCode.PAR_031, "metric \"" + metric.name() + "\": " + primary)
                .inWordsOfDbt(words)
                .within(metric.subject());
        return new WeirException(near.map(name -> finding.withHint("Did you mean \"" + name + "\"?"))
                .orElse(finding));
    }
}
