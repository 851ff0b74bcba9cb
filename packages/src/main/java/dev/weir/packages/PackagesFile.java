package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.project.YamlFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The packages a folder's {@code packages.yml} or {@code dependencies.yml} asks for, in file order. Jinja is rendered in the
 * first one only. Source: dbt docs, "Packages", "Project dependencies"; recorded cases.
 *
 * @param name the file's; {@code packages.yml} when there is neither
 */
record PackagesFile(String name, List<PackageEntry> entries) {
    static final String PACKAGES = "packages.yml";
    static final String DEPENDENCIES = "dependencies.yml";

    PackagesFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the folder's file.
     *
     * @param shown what stands before the file's name in messages
     * @throws WeirException {@code PKG-003} and what reading YAML and Jinja may say
     */
    static PackagesFile read(Path folder, String shown, YamlRenderer renderer) {
        Optional<YamlNode.Mapping> packages = mapping(folder, shown, PACKAGES);
        Optional<YamlNode.Mapping> dependencies = mapping(folder, shown, DEPENDENCIES);
        Optional<YamlNode> inDependencies = dependencies.flatMap(mapping -> mapping.find(PackagesText.KEY));
        if (inDependencies.isPresent()
                && packages.flatMap(mapping -> mapping.find(PackagesText.KEY)).isPresent()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PKG_003, "two files list packages")
                    .inWordsOfDbt("The 'packages' key cannot be specified in both packages.yml and dependencies.yml")
                    .at(inDependencies.get().span()));
        }
        if (packages.isPresent()) {
            checkKeys(packages.get());
            return new PackagesFile(PACKAGES, entries(packages.get().find(PackagesText.KEY), renderer::render));
        }
        return inDependencies.isPresent()
                ? new PackagesFile(DEPENDENCIES, entries(inDependencies, YamlNode::plain))
                : new PackagesFile(dependencies.isPresent() ? DEPENDENCIES : PACKAGES, List.of());
    }

    /** The entries of a list, rendered. */
    static List<PackageEntry> entries(Optional<YamlNode> list, Rendering rendering) {
        List<PackageEntry> entries = new ArrayList<>();
        if (list.isEmpty() || list.get().plain() == null) {
            return entries;
        }
        if (!(list.get() instanceof YamlNode.Sequence sequence)) {
            throw PackageEntry.malformed(
                    Optional.of(list.get().span()),
                    "packages is no list",
                    Values.repr(Values.fromData(list.get().plain())) + " is not of type 'array'");
        }
        for (YamlNode item : sequence.items()) {
            entries.add(PackageEntry.of(item, rendering.of(item)));
        }
        return entries;
    }

    /** What a node's value is, with Jinja rendered or not. */
    interface Rendering {
        @Nullable
        Object of(YamlNode node);
    }

    private static void checkKeys(YamlNode.Mapping mapping) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!entry.key().equals(PackagesText.KEY) && !entry.key().equals("projects")) {
                throw PackageEntry.malformed(
                        Optional.of(entry.keySpan()),
                        "a packages file has no key \"" + entry.key() + "\"",
                        "Additional properties are not allowed ('" + entry.key() + "' was unexpected)");
            }
        }
    }

    private static Optional<YamlNode.Mapping> mapping(Path folder, String shown, String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            SourceText text = new SourceText(shown + name, Files.readString(file, StandardCharsets.UTF_8));
            return YamlFile.parseUnstripped(text, _ -> {})
                    .flatMap(
                            node -> node instanceof YamlNode.Mapping mapping ? Optional.of(mapping) : Optional.empty());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
