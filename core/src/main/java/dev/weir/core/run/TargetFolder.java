package dev.weir.core.run;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the SQL of nodes is written: {@code compiled/} and {@code run/} below the target folder. Thread-safe. */
public final class TargetFolder {
    private final Path projectDir;
    private final Path target;
    private final UnaryOperator<String> mask;

    /** @param mask takes out of SQL what no file may tell */
    public TargetFolder(Path projectDir, Path target, UnaryOperator<String> mask) {
        this.projectDir = projectDir;
        this.target = target;
        this.mask = mask;
    }

    /** Writes the compiled SQL; yields the path relative to the project. */
    String writeCompiled(Node node, String sql) {
        return write("compiled", node, Optional.empty(), sql);
    }

    /** The same for a batch of a model, into a file of its own. */
    String writeCompiled(Node node, Optional<String> batch, String sql) {
        return write("compiled", node, batch, sql);
    }

    /** Writes the statement that builds the node, or a batch of it. */
    String writeRun(Node node, Optional<String> batch, String sql) {
        return write("run", node, batch, sql);
    }

    /** Writes the query of a unit test. */
    String writeUnitTest(Node node, String sql) {
        return write("run", node, Optional.empty(), sql);
    }

    private String write(String folder, Node node, Optional<String> batch, String sql) {
        Path file = target.resolve(folder)
                .resolve(node.packageName())
                .resolve(batch.map(each -> ofBatch(relative(node), each)).orElseGet(() -> relative(node)));
        try {
            String text = mask.apply(sql);
            try {
                Files.writeString(file, text);
            } catch (NoSuchFileException firstOfItsFolder) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_010, "\"" + file + "\" cannot be written: " + e.getMessage()), e);
        }
        return shown(file);
    }

    /** {@code models/orders.sql} ⇒ {@code models/orders/orders_2020-01-01.sql}. */
    private static String ofBatch(String path, String batch) {
        int dot = path.lastIndexOf('.');
        String stem = path.substring(0, dot);
        return stem + "/" + stem.substring(stem.lastIndexOf('/') + 1) + "_" + batch + path.substring(dot);
    }

    /** The file's own path, or for a node made from a property file a path below it. */
    private static String relative(Node node) {
        String original = node.identity().originalFilePath();
        String path = node.identity().path();
        String lastOfOriginal = original.substring(original.lastIndexOf('/') + 1);
        String lastOfPath = path.substring(path.lastIndexOf('/') + 1);
        return lastOfOriginal.equals(lastOfPath) ? original : original + "/" + path;
    }

    private String shown(Path file) {
        Path shown = file.startsWith(projectDir) ? projectDir.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
