package dev.weir.core.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A project or an installed package: where it is, what it says, its files in reading order (by folder, then name).
 *
 * @param root absolute
 */
public record Project(Path root, ProjectConfig config, List<SourceFile> files) {
    public Project {
        files = List.copyOf(files);
    }

    public String name() {
        return config.name();
    }

    public List<SourceFile> files(FileKind kind) {
        List<SourceFile> found = new ArrayList<>();
        for (SourceFile file : files) {
            if (file.kind() == kind) {
                found.add(file);
            }
        }
        return found;
    }
}
