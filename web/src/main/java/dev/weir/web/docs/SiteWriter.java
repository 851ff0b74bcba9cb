package dev.weir.web.docs;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** Writes all files of a site; pages are made on all cores and written in order. For one use. */
final class SiteWriter {
    private static final int AT_ONCE = 32;

    private final SiteRequest request;
    private final Site site;
    private final ArtifactReader manifest;
    private final SiteBuilder.Catalog catalog;
    private final Markdown markdown = new Markdown();
    private final PageWriter pages;

    SiteWriter(SiteRequest request, Site site, ArtifactReader manifest, SiteBuilder.Catalog catalog) {
        this.request = request;
        this.site = site;
        this.manifest = manifest;
        this.catalog = catalog;
        pages = new PageWriter(site, markdown);
    }

    SiteSummary write() throws IOException {
        try (SiteFolder folder = SiteFolder.beside(request.target())) {
            Path data = Files.createDirectories(folder.path().resolve("data"));
            Chunks ofEntries = new Chunks(data.resolve("pages"));
            Chunks ofTests = new Chunks(data.resolve("tests"));
            List<String> descriptions = new ArrayList<>(site.entries().size());
            List<String> columns = new ArrayList<>(site.entries().size());
            try (Writer text = Json.writer(data.resolve("search-code.json"));
                    JsonGenerator code = Json.writing(text)) {
                code.writeStartObject();
                code.writeName("code");
                code.writeStartArray();
                inOrder(site.entries(), this::page, made -> {
                    ofEntries.add(made.page());
                    descriptions.add(made.description());
                    columns.add(made.columns());
                    code.writeString(made.code());
                });
                code.writeEndArray();
                code.writeEndObject();
            }
            inOrder(site.tests(), test -> Json.bytes(pages.write(test, manifest.at(test.place()))), ofTests::add);
            ofEntries.end();
            ofTests.end();
            new IndexFiles(site, markdown, request.version()).write(data, ofEntries.starts(), ofTests.starts());
            Json.write(
                    data.resolve("search-words.json"),
                    new Page()
                            .keep("descriptions", descriptions)
                            .keep("columns", columns)
                            .members());
            SiteResources.copy(folder.path());
            folder.put(request.form());
            return new SiteSummary(
                    site.entries().size(),
                    site.tests().size(),
                    ofEntries.starts().size() + ofTests.starts().size());
        }
    }

    private record Made(byte[] page, String description, String columns, String code) {}

    private Made page(Entry entry) {
        PageWriter.Written written = pages.write(entry, manifest.at(entry.place()), catalog.of(entry.id()));
        return new Made(Json.bytes(written.page()), written.description(), written.columns(), written.code());
    }

    @FunctionalInterface
    private interface Taker<R> {
        void take(R made) throws IOException;
    }

    /** Makes on all cores, a few batches ahead of what is taken. */
    private static <T, R> void inOrder(List<T> items, Function<T, R> make, Taker<R> taker) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            Deque<Future<List<R>>> ahead = new ArrayDeque<>();
            for (int from = 0; from < items.size() || !ahead.isEmpty(); from += AT_ONCE) {
                if (from < items.size()) {
                    List<T> some = items.subList(from, Math.min(items.size(), from + AT_ONCE));
                    ahead.add(pool.submit(() -> some.stream().map(make).toList()));
                }
                if (ahead.size() > 2 * cores || from + AT_ONCE >= items.size()) {
                    for (R made : await(ahead.remove())) {
                        taker.take(made);
                    }
                }
            }
        }
    }

    private static <R> List<R> await(Future<List<R>> some) {
        try {
            return some.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the site was written", stopped);
        }
    }
}
