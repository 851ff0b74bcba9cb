package dev.weir.web.docs;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts of a target folder ⇒ the site beside them. {@code manifest.json} must be there; what {@code catalog.json},
 * {@code run_results.json} and {@code sources.json} would say is left out where they are missing.
 * <p>The manifest is read twice, never as a whole: memory goes with the number of things, not with the length of their code.
 * A reader of the folder sees the old site or the new one.
 */
public final class SiteBuilder {
    private SiteBuilder() {}

    /** Throws {@code WEB-001} when an artifact is missing or broken, {@code WEB-002} when the site cannot be written. */
    public static SiteSummary build(SiteRequest request) {
        Path path = request.target().resolve("manifest.json");
        try (ArtifactReader manifest = ArtifactReader.open(path).orElseThrow(() -> missing(path))) {
            Site site = new Site(ManifestScan.read(manifest), Results.read(request.target()));
            Optional<ArtifactReader> catalog =
                    ArtifactReader.open(request.target().resolve("catalog.json"));
            try (Catalog described = new Catalog(catalog)) {
                return new SiteWriter(request, site, manifest, described).write();
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.WEB_002, "the site in \"" + request.target() + "\" cannot be written")
                            .withDetail(String.valueOf(failed.getMessage())),
                    failed);
        }
    }

    private static WeirException missing(Path path) {
        return new WeirException(Diagnostic.of(DiagnosticCode.WEB_001, "there is no file \"" + path + "\"")
                .withHint("Write it with \"docs generate\"."));
    }

    /** What {@code catalog.json} says of single relations; nothing where there is none. */
    static final class Catalog implements AutoCloseable {
        private final Optional<ArtifactReader> file;
        private final Map<String, ArtifactReader.Place> places = new HashMap<>();

        Catalog(Optional<ArtifactReader> file) {
            this.file = file;
            file.ifPresent(reader -> reader.scan((name, parser) -> {
                if (name.equals("nodes") || name.equals("sources")) {
                    ArtifactReader.each(parser, Set.of(), (id, _, place) -> places.put(id, place));
                }
            }));
        }

        Tree of(String id) {
            ArtifactReader.@Nullable Place place = places.get(id);
            return place == null || file.isEmpty() ? Tree.EMPTY : file.get().at(place);
        }

        @Override
        public void close() {
            file.ifPresent(ArtifactReader::close);
        }
    }
}
