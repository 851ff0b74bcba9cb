package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what {@code packages.yml} or {@code dependencies.yml} asks for with what is installed. */
final class DeclaredPackages {
    private DeclaredPackages() {}

    /** @throws WeirException {@code PRJ-013} when fewer packages are installed than asked for */
    static void checkInstalled(Path root, String installFolder, int installed) {
        int declared = declared(root, "packages.yml");
        String file = "packages.yml";
        if (declared < 0) {
            file = "dependencies.yml";
            declared = declared(root, file);
        }
        if (declared > installed) {
            String count = declared == 1 ? "1 package" : declared + " packages";
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PRJ_013, count + " asked for, " + installed + " installed")
                            .inWordsOfDbt("dbt found " + declared + " package(s) specified in " + file + ", but only "
                                    + installed
                                    + " package(s) installed in " + installFolder
                                    + ". Run \"dbt deps\" to install package dependencies.")
                            .withHint("Run: weir deps"));
        }
    }

    /** How many packages a file lists; negative when there is no such file. */
    private static int declared(Path root, String name) {
        Path file = root.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                return -1;
            }
            return YamlParser.parse(new SourceText(name, FileFinder.text(file, name)))
                                            .orElse(null)
                                    instanceof YamlNode.Mapping mapping
                            && mapping.find("packages").orElse(null) instanceof YamlNode.Sequence list
                    ? list.items().size()
                    : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
