package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies the folders of {@code asset-paths} beside the artifacts, in place of older copies. Source: dbt docs, "asset-paths". */
record DocsAssets(Path projectDir, Path target) {
    void copy(List<String> folders) {
        for (String folder : folders) {
            Path from = projectDir.resolve(folder);
            if (Files.isDirectory(from)) {
                Path to = target.resolve(folder);
                try {
                    delete(to);
                    copy(from, to);
                } catch (IOException failed) {
                    throw new WeirException(
                            Diagnostic.of(
                                    DiagnosticCode.RUN_010,
                                    "assets cannot be copied to \"" + to + "\": " + failed.getMessage()),
                            failed);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
