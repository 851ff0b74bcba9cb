package dev.weir.core.parse.semantic;

import dev.weir.core.manifest.SemanticModel;
import dev.weir.core.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Time spines beside each other and beside the time dimensions. Source: recorded cases. */
final class SpineRules {
    private final SemanticProject project;
    private final Issues issues;

    SpineRules(SemanticProject project, Issues issues) {
        this.project = project;
        this.issues = issues;
    }

    void check() {
        if (project.spines().isEmpty()) {
            return;
        }
        sameGrain();
        customGrains();
        fineEnough();
    }

    private void sameGrain() {
        Map<String, List<String>> byGrain = new LinkedHashMap<>();
        for (SemanticProject.Spine spine : project.spines()) {
            byGrain.computeIfAbsent(spine.grain().toUpperCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(spine.model()
                            .relation()
                            .rendered()
                            .orElse(spine.model().name()));
        }
        List<String> twice = new ArrayList<>();
        byGrain.forEach((grain, relations) -> {
            if (relations.size() > 1) {
                twice.add(PythonWords.of(grain) + ": " + PythonWords.of(relations));
            }
        });
        if (!twice.isEmpty()) {
            issues.warn(
                    project.spines().getFirst().model(),
                    "Only one time spine is supported per granularity. Got duplicates: {" + String.join(", ", twice)
                            + "}");
        }
    }

    private void customGrains() {
        Set<String> seen = new LinkedHashSet<>();
        Set<String> twice = new LinkedHashSet<>();
        for (String grain : project.customGrains()) {
            if (!seen.add(grain)) {
                twice.add(grain);
            }
        }
        if (!twice.isEmpty()) {
            issues.error(
                    project.spines().getFirst().model(),
                    "Custom granularity names must be unique, but found duplicate custom granularities with the names "
                            + PythonWords.set(twice) + ".");
        }
    }

    private void fineEnough() {
        int finestSpine = SemanticProject.GRAINS.size();
        for (SemanticProject.Spine spine : project.spines()) {
            finestSpine = Math.min(finestSpine, SemanticProject.GRAINS.indexOf(spine.grain()));
        }
        int finest = SemanticProject.GRAINS.size();
        for (SemanticModel model : project.models()) {
            for (Tree dimension : SemanticProject.dimensions(model)) {
                String grain = dimension
                        .tree("type_params")
                        .map(params -> params.words("time_granularity"))
                        .orElse("");
                if (SemanticProject.GRAINS.contains(grain)) {
                    finest = Math.min(finest, SemanticProject.GRAINS.indexOf(grain));
                }
            }
        }
        if (finest < finestSpine && finestSpine < SemanticProject.GRAINS.size()) {
            issues.warn(
                    project.spines().getFirst().model(),
                    "To avoid unexpected query errors, configuring a time spine at or below the smallest time dimension granularity is recommended. Smallest time dimension granularity: "
                            + SemanticProject.GRAINS.get(finest).toUpperCase(Locale.ROOT)
                            + "; Smallest time spine granularity: TimeGranularity."
                            + SemanticProject.GRAINS.get(finestSpine).toUpperCase(Locale.ROOT));
        }
    }
}
