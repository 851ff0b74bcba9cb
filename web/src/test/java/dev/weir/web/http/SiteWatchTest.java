package dev.weir.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.WeirException;
import dev.weir.web.docs.SiteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteWatchTest {
    @TempDir
    private Path project;

    private Path target;
    private final AtomicInteger parsed = new AtomicInteger();
    private final List<WeirException> told = new ArrayList<>();
    private SiteWatch watch;

    @BeforeEach
    void start() throws IOException {
        target = Files.createDirectory(project.resolve("target"));
        Files.createDirectory(project.resolve("models"));
        Files.writeString(project.resolve("models/a.sql"), "select 1");
        manifest("first");
        watch = new SiteWatch(
                new SiteRequest(target, SiteRequest.Form.FILES, "0"), project, parsed::incrementAndGet, told::add);
    }

    private void manifest(String name) throws IOException {
        Files.writeString(target.resolve("manifest.json"), "{\"metadata\": {\"project_name\": \"" + name + "\"}}");
    }

    @Test
    void nothingHappensWhileNothingChanges() {
        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isFalse();
        assertThat(parsed).hasValue(0);
    }

    @Test
    void newArtifactsAreANewSiteOnceTheyStandStill() throws IOException {
        manifest("second one");
        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isTrue();
        assertThat(watch.look()).isFalse();
        assertThat(Files.readString(target.resolve("site/data/index.json"))).contains("second one");
        assertThat(parsed).hasValue(0);
    }

    @Test
    void aChangedProjectIsParsedOnce() throws IOException {
        Files.writeString(project.resolve("models/b.sql"), "select 2");
        for (int i = 0; i < 4; i++) {
            watch.look();
        }
        assertThat(parsed).hasValue(1);
    }

    @Test
    void whatIsNotOfTheProjectIsPassedOver() throws IOException {
        Files.createDirectories(project.resolve(".git"));
        Files.createDirectories(project.resolve("logs"));
        Files.createDirectories(target.resolve("compiled"));
        Files.writeString(project.resolve(".git/a.sql"), "x");
        Files.writeString(project.resolve("logs/dbt.json"), "x");
        Files.writeString(project.resolve("serve.log"), "x");
        Files.writeString(target.resolve("compiled/a.sql"), "x");
        for (int i = 0; i < 4; i++) {
            assertThat(watch.look()).isFalse();
        }
        assertThat(parsed).hasValue(0);
    }

    @Test
    void brokenArtifactsAreToldAndTheWatchGoesOn() throws IOException {
        Files.writeString(target.resolve("manifest.json"), "{\"metadata\": ");
        watch.look();
        assertThat(watch.look()).isFalse();
        assertThat(told).hasSize(1);
        manifest("mended again");
        watch.look();
        assertThat(watch.look()).isTrue();
    }
}
