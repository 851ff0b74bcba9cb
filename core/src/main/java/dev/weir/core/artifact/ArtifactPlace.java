package dev.weir.core.artifact;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where an artifact goes.
 *
 * @param mask takes secrets out of the file's bytes before they stand on any disk; empty when there are none
 */
public record ArtifactPlace(Path path, Optional<UnaryOperator<byte[]>> mask) {
    /** A file that holds what it is given. */
    public static ArtifactPlace of(Path path) {
        return new ArtifactPlace(path, Optional.empty());
    }
}
