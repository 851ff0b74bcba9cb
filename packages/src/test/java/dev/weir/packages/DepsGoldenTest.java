package dev.weir.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases of {@code deps}: what the reference said and left (expected.txt), and where ours differs on purpose (ours.txt;
 * COMPATIBILITY #60 and following). Recorded by conformance/record/deps.py. With {@code -Dweir.golden.write=true} each ours.txt
 * is written anew.
 */
class DepsGoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden/deps");
    private static final boolean WRITE = Boolean.getBoolean("weir.golden.write");

    /** What the command line itself says. */
    private static final List<String> OF_OTHERS =
            List.of("usage_source", "usage_upgrade_lock", "usage_source_alone", "not_installed");

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> saysAndLeavesWhatIsRecorded() throws IOException, InterruptedException {
        World world = new World(folder);
        List<DynamicTest> tests = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(CASES)) {
            for (Path each : listing) {
                String name = each.getFileName().toString();
                if (!OF_OTHERS.contains(name)) {
                    tests.add(DynamicTest.dynamicTest(name, () -> check(each, world)));
                }
            }
        }
        tests.sort(java.util.Comparator.comparing(DynamicTest::getDisplayName));
        return tests.stream().onClose(world::close);
    }

    private static void check(Path example, World world) throws IOException {
        String got = comparable(run(example, world));
        String recorded = comparable(Files.readString(example.resolve("expected.txt")));
        Path ours = example.resolve("ours.txt");
        if (WRITE) {
            if (got.equals(recorded)) {
                Files.deleteIfExists(ours);
            } else {
                Files.writeString(ours, got);
            }
        }
        assertThat(got).isEqualTo(Files.exists(ours) ? Files.readString(ours) : recorded);
    }

    /** Debug lines are the reference's own way of working; git's second process speaks before or after its first. */
    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("debug ") && !line.contains("fatal: git upload-pack: "))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static String run(Path example, World world) throws IOException {
        Path home = folder.resolve(example.getFileName().toString());
        copy(example.resolve("project"), home.resolve("project"));
        Shop shop = new Shop(home.resolve("project"), world.environment(home));
        StringBuilder out = new StringBuilder();
        for (String step : Files.readAllLines(example.resolve("steps.txt"))) {
            String[] parts = step.split(" ", 2);
            String rest = parts.length > 1 ? parts[1] : "";
            Map<String, String> environment = shop.environment();
            switch (parts[0]) {
                case "env" ->
                    environment.put(rest.substring(0, rest.indexOf('=')), rest.substring(rest.indexOf('=') + 1));
                case "take" -> copy(example.resolve(rest), shop.project());
                case "remove" -> Installation.delete(shop.project().resolve(rest));
                case "offline" -> {
                    environment.put("http_proxy", "http://127.0.0.1:9");
                    environment.put("GIT_CONFIG_KEY_0", "url.file:///nowhere/.insteadOf");
                }
                case "dbt" -> out.append("$ ").append(step).append('\n').append(shop.deps(words(rest)));
                case "show" ->
                    out.append("--- ")
                            .append(rest)
                            .append('\n')
                            .append(text(shop.project().resolve(rest)));
                default -> throw new IllegalArgumentException(step);
            }
        }
        out.append("--- package-lock.yml\n").append(text(shop.project().resolve("package-lock.yml")));
        for (String each : List.of("dbt_packages", "vendor")) {
            if (Files.exists(shop.project().resolve(each))) {
                out.append("--- ").append(each).append("/\n").append(shop.tree(each));
            }
        }
        assertThat(shop.project().resolve(".weir")).doesNotExist();
        return trimmed(out.toString(), shop.project(), world);
    }

    private static String[] words(String rest) {
        List<String> words = new ArrayList<>();
        for (String word : rest.replace("\\ ", "\0").split(" ")) {
            words.add(word.replace('\0', ' '));
        }
        return words.toArray(String[]::new);
    }

    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "(none)\n";
        }
        return Files.readString(file).strip() + "\n";
    }

    private static String trimmed(String text, Path project, World world) throws IOException {
        return text.replace(project.toRealPath().toString(), "<PROJECT>")
                .replace(project.toString(), "<PROJECT>")
                .replace(project.getParent().toString(), "<FOLDER>")
                .replace(world.repositories().toString(), "<REPOSITORIES>")
                .replaceAll("<PROJECT>/.weir/deps-[\\w-]+/downloads", "<DOWNLOADS>")
                .replaceAll("(?m)[ \t]+$", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walked = Files.walk(from)) {
            for (Path path : walked.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
