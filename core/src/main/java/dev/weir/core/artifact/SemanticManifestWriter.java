package dev.weir.core.artifact;

import dev.weir.core.manifest.Manifest;
import dev.weir.core.manifest.SemanticForm;

/** Writes {@code semantic_manifest.json}, which MetricFlow reads. Source: dbt docs, "Semantic manifest"; recorded cases. */
public final class SemanticManifestWriter {
    /** Replaces the file. */
    public void write(ArtifactPlace target, Manifest manifest) {
        ArtifactFile.write(target, out -> SemanticForm.of(manifest).forEach(out::member));
    }
}
