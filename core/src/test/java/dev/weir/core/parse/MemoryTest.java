package dev.weir.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.core.artifact.ArtifactMetadata;
import dev.weir.core.artifact.ArtifactPlace;
import dev.weir.core.artifact.KnownTexts;
import dev.weir.core.artifact.ManifestWriter;
import dev.weir.core.artifact.SemanticManifestWriter;
import dev.weir.core.event.Event;
import dev.weir.core.parse.memo.EarlyMemo;
import dev.weir.core.parse.memo.Memo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is parsed with the memory of earlier runs is what is parsed without, to the byte of the manifest and the last warning,
 * however the project was edited in between.
 *
 * <p>A long run: {@code ./dev test core -Dtest=MemoryTest -Dweir.memory.steps=5000 -Dweir.memory.seed=7}.
 */
class MemoryTest {
    @TempDir
    Path folder;

    /** What a command leaves and says. */
    private record Outcome(String manifest, List<String> said) {}

    private Path memory() {
        return folder.resolve("target/memo");
    }

    private Outcome parse(EditedProject project, ParseRequest.Memory memory) throws IOException {
        return parse(
                folder,
                new Parsing.Said(
                        project.environment(),
                        Optional.of(project.target()),
                        Optional.of(project.vars()).filter(text -> !text.isEmpty()),
                        Map.of("WHICH", project.command()),
                        memory));
    }

    private static Outcome parse(Path root, Parsing.Said said) throws IOException {
        Parsing parsing = new Parsing();
        String manifest = "";
        List<String> lines = new ArrayList<>();
        try {
            ParsedProject parsed = parsing.parse(root, said);
            manifest = written(root.resolve("target/manifest.json"), parsed);
            parsed.remember();
        } catch (WeirException failed) {
            for (Diagnostic finding : failed.diagnostics()) {
                lines.add(shown(finding));
            }
        }
        for (Event event : parsing.events()) {
            lines.add(event.toString());
        }
        return new Outcome(manifest, lines);
    }

    private static String shown(Diagnostic finding) {
        return finding.code() + " " + finding.message() + " "
                + finding.span().map(span -> span.location()).orElse("") + finding.hint();
    }

    private static String written(Path file, ParsedProject parsed) throws IOException {
        Map<String, @Nullable Object> quoting = new LinkedHashMap<>();
        new ManifestWriter(
                        new ArtifactMetadata(
                                "1.11.16",
                                "00000000-0000-0000-0000-000000000000",
                                Instant.EPOCH,
                                Instant.EPOCH,
                                Map.of(),
                                new ArtifactMetadata.ProjectFacts(
                                        parsed.manifest().projectName(), "postgres", quoting)),
                        new Remembered(parsed.memo()))
                .write(ArtifactPlace.of(file), parsed.manifest(), Map.of());
        Path semantic = file.resolveSibling("semantic_manifest.json");
        new SemanticManifestWriter().write(ArtifactPlace.of(semantic), parsed.manifest());
        return Files.readString(file) + Files.readString(semantic);
    }

    private record Remembered(Memo memo) implements KnownTexts {
        @Override
        public Optional<Text> find(Object resource) {
            return memo.text(resource).map(text -> new Text(text.bytes(), text.from(), text.length()));
        }

        @Override
        public void keep(Object resource, Text text) {
            memo.keep(resource, new Memo.Text(text.bytes(), text.from(), text.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anEditedProjectParsesWithMemoryAsItDoesWithout(long seed) throws IOException {
        int steps = Integer.getInteger("weir.memory.steps", 40);
        long chosen = Long.getLong("weir.memory.seed", 0) + seed;
        EditedProject project = new EditedProject(chosen);
        Map<String, String> onDisk = new TreeMap<>();
        Set<String> logged = new HashSet<>();
        int whole = 0;
        for (int step = 0; step < steps; step++) {
            String edit = step == 0 ? "the project as it begins" : project.edit();
            project.write(folder, onDisk);
            Outcome cold = parse(project, new ParseRequest.Memory.None());
            Outcome warm = parse(project, new ParseRequest.Memory.Kept(memory()));
            String place = "seed " + chosen + ", step " + step + ": " + edit;
            assertThat(warm.said()).as(place).isEqualTo(withoutWhatWasLogged(cold.said(), logged, warm.said()));
            logged.addAll(warm.said());
            assertThat(difference(warm.manifest(), cold.manifest())).as(place).isEmpty();
            if (cold.manifest().isEmpty()) {
                project.undo();
            } else {
                whole++;
            }
        }
        assertThat(whole).as("edits that left a project that parses").isGreaterThan(steps / 2);
    }

    /**
     * What has to be said with memory: a line that a template logged before may be missing, as it is said when it is parsed
     * (COMPATIBILITY #115); one that was never said may not.
     */
    private static List<String> withoutWhatWasLogged(List<String> cold, Set<String> logged, List<String> warm) {
        List<String> expected = new ArrayList<>();
        List<String> left = new ArrayList<>(warm);
        for (String line : cold) {
            if (left.remove(line) || !line.startsWith("JinjaLogInfo[") || !logged.contains(line)) {
                expected.add(line);
            }
        }
        return expected;
    }

    /** Where two manifests begin to differ. */
    private static String difference(String warm, String cold) {
        int at = Arrays.mismatch(warm.toCharArray(), cold.toCharArray());
        return at < 0 ? "" : around(warm, at) + "\n  instead of\n" + around(cold, at);
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 800), Math.min(text.length(), at + 200));
    }

    /** A project on disk, parsed once with memory; what it comes to without. */
    private Outcome remembered() throws IOException {
        EditedProject project = new EditedProject(6);
        Map<String, String> onDisk = new TreeMap<>();
        project.write(folder, onDisk);
        Outcome cold = parse(project, new ParseRequest.Memory.None());
        for (int tries = 0; cold.manifest().isEmpty(); tries++) {
            assertThat(tries).isLessThan(50);
            project.undo();
            project.edit();
            project.write(folder, onDisk);
            cold = parse(project, new ParseRequest.Memory.None());
        }
        parse(project, new ParseRequest.Memory.Kept(memory()));
        saved = project;
        return cold;
    }

    private EditedProject saved = new EditedProject(6);

    private Outcome again() throws IOException {
        return parse(saved, new ParseRequest.Memory.Kept(memory()));
    }

    @Test
    void nothingChangedWritesNothing() throws IOException {
        Outcome cold = remembered();
        assertThat(again()).isEqualTo(cold);
        byte[] before = Files.readAllBytes(memory());
        Object key = Files.readAttributes(memory(), java.nio.file.attribute.BasicFileAttributes.class)
                .fileKey();
        assertThat(again()).isEqualTo(cold);
        assertThat(Files.readAllBytes(memory())).isEqualTo(before);
        assertThat(Files.readAttributes(memory(), java.nio.file.attribute.BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(key);
    }

    @Test
    void damageAnywhereIsSeen() throws IOException {
        Outcome cold = remembered();
        byte[] whole = Files.readAllBytes(memory());
        for (int sixteenth = 0; sixteenth < 16; sixteenth++) {
            Files.write(memory(), Arrays.copyOf(whole, whole.length * sixteenth / 16));
            assertThat(again()).as("the first %d of 16 parts", sixteenth).isEqualTo(cold);
        }
        Files.write(memory(), Arrays.copyOf(whole, whole.length + 100));
        assertThat(again()).isEqualTo(cold);
        Random random = new Random(5);
        for (int at = 0; at < 12; at++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(memory(), damaged);
            assertThat(again()).isEqualTo(cold);
            Files.write(memory(), Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThat(again()).isEqualTo(cold);
        }
        for (byte[] other :
                List.of(new byte[0], "WEIRMEMO".getBytes(java.nio.charset.StandardCharsets.US_ASCII), new byte[5000])) {
            Files.write(memory(), other);
            assertThat(again()).isEqualTo(cold);
        }
    }

    @Test
    void theMemoryOfAnotherProgramOrProjectIsNotUsed() throws IOException {
        Outcome cold = remembered();
        assertThat(Memo.open(memory(), "another", EarlyMemo.reading(memory())).size())
                .isZero();
        Memo.anew(memory(), "another").save(Optional::of, Memo.Unfit.NOTHING);
        assertThat(again()).isEqualTo(cold);
    }

    @Test
    void aFolderInItsPlaceIsNoFailure() throws IOException {
        Outcome cold = remembered();
        Files.delete(memory());
        Files.createDirectories(memory().resolve("inside"));
        assertThat(again()).isEqualTo(cold);
        assertThat(again()).isEqualTo(cold);
    }

    @Test
    void replacingReadsNothing() throws IOException {
        Outcome cold = remembered();
        Files.write(memory(), new byte[] {1, 2, 3});
        assertThat(parse(saved, new ParseRequest.Memory.Replaced(memory()))).isEqualTo(cold);
        assertThat(Files.size(memory())).isGreaterThan(1000);
    }

    @Test
    void runsAtTheSameTimeDoEachOtherNoHarm() throws Exception {
        Outcome cold = remembered();
        List<Thread> threads = new ArrayList<>();
        List<Outcome> outcomes = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int at = 0; at < 4; at++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int time = 0; time < 3; time++) {
                        Files.deleteIfExists(memory());
                        outcomes.add(again());
                    }
                } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(outcomes)
                .hasSize(12)
                .allSatisfy(outcome -> assertThat(outcome.said()).isEqualTo(cold.said()));
        assertThat(again()).isEqualTo(cold);
    }

    @Test
    void secretsAndVariablesAreNotInTheFile() throws IOException {
        Files.writeString(folder.resolve("dbt_project.yml"), "name: small\nprofile: small\n");
        Files.writeString(folder.resolve("profiles.yml"), """
                small:
                  target: dev
                  outputs:
                    dev: {type: postgres, dbname: shop, schema: dev, host: h, user: a, password: "{{ env_var('DBT_ENV_SECRET_WORD') }}"}
                """);
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/reads.sql"), """
                select 1 {% if env_var('STAGE') == var('currency') %}{{ config(tags=['x']) }}{% endif %}
                """);
        Outcome outcome = parse(
                folder,
                new Parsing.Said(
                        Map.of("STAGE", "in-no-file-of-ours", "DBT_ENV_SECRET_WORD", "the-secret-word"),
                        Optional.empty(),
                        Optional.of("{currency: in-no-file-either}"),
                        Map.of("WHICH", "parse"),
                        new ParseRequest.Memory.Kept(memory())));
        assertThat(outcome.manifest()).contains("model.small.reads");
        String kept = new String(Files.readAllBytes(memory()), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(kept)
                .contains("reads.sql")
                .doesNotContain("in-no-file-of-ours", "the-secret-word", "in-no-file-either");
    }
}
