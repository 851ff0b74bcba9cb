package dev.weir.web.http;

import dev.weir.base.WeirException;
import dev.weir.web.docs.SiteBuilder;
import dev.weir.web.docs.SiteRequest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Builds a site again when its artifacts change, and has the artifacts written again when the project does. Files are looked at,
 * twice a second while {@link #look} is called so: the same everywhere, also where a folder comes over a network. For one thread.
 */
public final class SiteWatch {
    private static final List<String> ARTIFACTS =
            List.of("manifest.json", "catalog.json", "run_results.json", "sources.json");

    /** Folders that are not of the project, though they lie in it. */
    private static final Set<String> PASSED_OVER = Set.of("logs", "target", "node_modules", "venv", "__pycache__");

    /** What a project is written in; anything else beside it is not read. */
    private static final Pattern WRITTEN = Pattern.compile(".*\\.(sql|ya?ml|md|csv|py|json)", Pattern.CASE_INSENSITIVE);

    private final SiteRequest request;
    private final Path project;
    private final Runnable parse;
    private final Consumer<WeirException> tell;
    private final Stamp ofProject = new Stamp();
    private final Stamp ofArtifacts = new Stamp();

    /**
     * What is there now counts as seen.
     *
     * @param project the folder of the project
     * @param parse writes {@code manifest.json} again, and says itself what is wrong with the project
     * @param tell hears why a site could not be built
     */
    public SiteWatch(SiteRequest request, Path project, Runnable parse, Consumer<WeirException> tell) {
        this.request = request;
        this.project = project;
        this.parse = parse;
        this.tell = tell;
        ofProject.begin(projectStamp());
        ofArtifacts.begin(artifactStamp());
    }

    /** What was seen last; a change counts when it is seen twice, so that it is over. */
    private static final class Stamp {
        private long known;
        private long last;

        void begin(long now) {
            known = now;
            last = now;
        }

        boolean changed(long now) {
            boolean stable = now == last;
            last = now;
            if (!stable || now == known) {
                return false;
            }
            known = now;
            return true;
        }
    }

    /** Looks once; true when there is a new site. */
    public boolean look() {
        if (ofProject.changed(projectStamp())) {
            parse.run();
        }
        if (!ofArtifacts.changed(artifactStamp())) {
            return false;
        }
        try {
            SiteBuilder.build(request);
            return true;
        } catch (WeirException broken) {
            tell.accept(broken);
            return false;
        }
    }

    private long artifactStamp() {
        long stamp = 0;
        for (String name : ARTIFACTS) {
            Path file = request.target().resolve(name);
            try {
                stamp = 31 * stamp + of(file, Files.readAttributes(file, BasicFileAttributes.class));
            } catch (IOException absent) {
                stamp = 31 * stamp;
            }
        }
        return stamp;
    }

    private static long of(Path file, BasicFileAttributes attributes) {
        return 31L * (31L * file.hashCode() + attributes.lastModifiedTime().hashCode()) + attributes.size();
    }

    private long projectStamp() {
        Stamper stamper = new Stamper();
        try {
            Files.walkFileTree(project, stamper);
        } catch (IOException gone) {
            return 0;
        }
        return stamper.sum;
    }

    private final class Stamper extends SimpleFileVisitor<Path> {
        private long sum;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean other = name.startsWith(".") || PASSED_OVER.contains(name) || folder.equals(request.target());
            return other && !folder.equals(project) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (WRITTEN.matcher(String.valueOf(file.getFileName())).matches()) {
                sum += of(file, attributes); // a sum: folders list their files in any order
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            return FileVisitResult.CONTINUE;
        }
    }
}
