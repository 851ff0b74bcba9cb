package dev.weir.core.compile;

import dev.weir.core.manifest.GenericTestNode;
import dev.weir.core.manifest.Identity;
import dev.weir.core.manifest.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Compiled and run SQL on disk: {@code target/compiled/<package>/<file>}, {@code target/run/<package>/<file>}. */
public final class CompiledFiles {
    private CompiledFiles() {}

    /** Writes a node's code; yields it with the path, relative to the project where the target folder is inside of it. */
    public static CompiledNode write(Node node, CompiledNode compiled, Path targetPath, Path projectDir) {
        Path file = write(node, "compiled", compiled.code(), targetPath);
        return new CompiledNode(
                compiled.uniqueId(), compiled.code(), compiled.ownCode(), compiled.extraCtes(), Optional.of(shown(file, projectDir)));
    }

    /** Writes what a node sent to the database to {@code target/run}. */
    public static Path writeRun(Node node, String sql, Path targetPath) {
        return write(node, "run", sql, targetPath);
    }

    /** A path as messages show it. */
    public static String shown(Path file, Path projectDir) {
        Path shown = file.startsWith(projectDir) ? projectDir.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    private static Path write(Node node, String kind, String sql, Path targetPath) {
        Path file = targetPath.resolve(kind).resolve(node.packageName()).resolve(path(node));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, sql);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return file;
    }

    /** A generic test stands in a folder named for its property file; so does whatever else is made from YAML. */
    private static String path(Node node) {
        Identity identity = node.identity();
        if (node instanceof GenericTestNode) {
            return identity.originalFilePath() + "/" + identity.path();
        }
        int slash = identity.path().lastIndexOf('/');
        boolean fromYaml = identity.originalFilePath().endsWith(".yml") || identity.originalFilePath().endsWith(".yaml");
        return fromYaml ? identity.originalFilePath() + "/" + identity.path().substring(slash + 1) : identity.originalFilePath();
    }
}
