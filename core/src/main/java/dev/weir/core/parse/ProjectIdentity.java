package dev.weir.core.parse;

import dev.weir.base.LocalZone;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectConfig;
import dev.weir.core.project.TargetValue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stands for what every piece of parsing depends on and hardly ever changes: the program, where the projects are, the target,
 * how names are quoted and dispatched. What depends on anything else asks for it.
 */
final class ProjectIdentity {
    /** To be raised when what is kept is written in another way by the same program. */
    private static final String FORMAT = "3";

    /** What this program is made of; the same for as long as it runs. */
    private static final String PROGRAM = program();

    private ProjectIdentity() {}

    static String of(ParseRequest request) {
        Fingerprint print = Fingerprint.begin().add(FORMAT).add(PROGRAM);
        InvocationScope invocation = request.invocation();
        Map<String, @Nullable Object> target = new LinkedHashMap<>(invocation.target());
        target.remove(TargetValue.THREADS);
        print.add(invocation.dbtVersion()).add(invocation.projectName()).add(target);
        AdapterFacts adapter = request.adapter();
        print.add(adapter.types())
                .add(adapter.builtInPackages())
                .add(adapter.style().defaultQuote())
                .add(adapter.database())
                .add(adapter.schema());
        for (Project project : request.files().projects()) {
            print.add(project.name()).add(project.root().toString());
        }
        ProjectConfig root = request.files().root().config();
        print.add(root.quoting()).add(root.dispatch()).add(root.flags());
        return print.add(LocalZone.find().getId()).end();
    }

    /** Name, size and time of each jar; of folders (only while the program is being built) of each class. */
    private static String program() {
        Fingerprint print = Fingerprint.begin();
        for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(element);
            try {
                if (Files.isDirectory(path)) {
                    try (Stream<Path> files = Files.walk(path)) {
                        for (Path file : files.sorted().toList()) {
                            stamp(print, file);
                        }
                    }
                } else if (Files.isRegularFile(path)) {
                    stamp(print, path);
                }
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return print.end();
    }

    private static void stamp(Fingerprint print, Path path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
        if (file.isRegularFile()) {
            print.add(List.of(
                    String.valueOf(path.getFileName()),
                    file.size(),
                    file.lastModifiedTime().toMillis()));
        }
    }
}
