package dev.weir.core.parse;

import dev.weir.base.Ordered;
import dev.weir.base.YamlNode;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import dev.weir.core.project.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a property file: {@code - name: orders …} under {@code models:}. What it says is read when it is asked for:
 * of a file that did not change, nobody may ask. Thread-safe.
 */
final class PropertyBlock {
    /**
     * What an entry says.
     *
     * @param written with positions
     * @param rendered as plain data, Jinja rendered except in descriptions and tests
     */
    record Contents(YamlNode.Mapping written, Map<String, @Nullable Object> rendered) {
        Contents {
            rendered = Ordered.copyOf(rendered);
        }
    }

    private final Project project;
    private final SourceFile file;
    private final String section;
    private final String name;
    private final String fingerprint;
    private final boolean special;
    private final Lazy<YamlNode.Mapping> written;
    private final Lazy<Map<String, @Nullable Object>> rendered;

    /** @param section the file's key it stands under: {@code "models"} */
    PropertyBlock(Project project, SourceFile file, String section, String name, Contents contents) {
        this(
                project,
                file,
                new Head(section, name, fingerprint(project, file, section, contents), special(contents)),
                contents::written,
                contents::rendered);
    }

    /**
     * What is known of an entry without reading it.
     *
     * @param fingerprint stands for all it says and for the file it stands in
     * @param special whether it may list versions, or overrides the source of a package
     */
    record Head(String section, String name, String fingerprint, boolean special) {}

    /** One that was read before. */
    PropertyBlock(
            Project project,
            SourceFile file,
            Head head,
            Supplier<YamlNode.Mapping> written,
            Supplier<Map<String, @Nullable Object>> rendered) {
        this.project = project;
        this.file = file;
        section = head.section;
        name = head.name;
        fingerprint = head.fingerprint;
        special = head.special;
        this.written = new Lazy<>(written);
        this.rendered = new Lazy<>(rendered);
    }

    private static String fingerprint(Project project, SourceFile file, String section, Contents contents) {
        return Fingerprint.begin()
                .add(project.name())
                .add(file.projectPath())
                .add(file.relativePath())
                .add(section)
                .add(contents.rendered)
                .add(contents.written.plain())
                .end();
    }

    private static boolean special(Contents contents) {
        return contents.rendered.get("versions") != null
                || contents.rendered.get("latest_version") != null
                || contents.rendered.get("overrides") != null;
    }

    Project project() {
        return project;
    }

    SourceFile file() {
        return file;
    }

    String section() {
        return section;
    }

    String name() {
        return name;
    }

    Head head() {
        return new Head(section, name, fingerprint, special);
    }

    String fingerprint() {
        return fingerprint;
    }

    boolean special() {
        return special;
    }

    YamlNode.Mapping written() {
        return written.value();
    }

    Map<String, @Nullable Object> rendered() {
        return rendered.value();
    }

    /** {@code "shop://models/schema.yml"}. */
    String patchPath() {
        return project.name() + "://" + file.projectPath();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(rendered().get(key)).map(String::valueOf);
    }

    @SuppressWarnings("unchecked") // mappings have text keys
    Map<String, @Nullable Object> map(String key) {
        return rendered().get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    List<YamlNode> items(String key) {
        return items(written(), key);
    }

    static List<YamlNode> items(YamlNode.Mapping mapping, String key) {
        return mapping.find(key).orElse(null) instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
    }

    /** The entry's tests: {@code data_tests}, else {@code tests}. */
    static List<YamlNode> tests(YamlNode.Mapping mapping) {
        List<YamlNode> tests = items(mapping, "data_tests");
        return tests.isEmpty() ? items(mapping, "tests") : tests;
    }

    /** The maps of a rendered list. */
    @SuppressWarnings("unchecked") // mappings have text keys
    static List<Map<String, @Nullable Object>> maps(@Nullable Object list) {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    maps.add((Map<String, @Nullable Object>) map);
                }
            }
        }
        return maps;
    }

    /**
     * What the entry says about the config of its resource: {@code config:}, and the keys that may stand beside it. The
     * manifest shows such configs rendered also where it shows what is written.
     */
    ConfigLayer configLayer(List<String> besides) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(map("config"));
        for (String key : besides) {
            if (rendered().get(key) != null) {
                values.put(key, rendered().get(key));
            }
        }
        return values.isEmpty() ? ConfigLayer.NONE : ConfigLayer.of(values);
    }
}
