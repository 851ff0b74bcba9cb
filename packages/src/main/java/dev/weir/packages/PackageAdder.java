package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ReplacedFile;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.core.event.Level;
import dev.weir.core.project.YamlFile;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code --add-package}: writes an entry into the packages file and leaves the rest of it, comments too, as it is.
 * // intended: COMPATIBILITY #63
 */
final class PackageAdder {
    private final Path projectDir;
    private final Announcer announcer;

    PackageAdder(Path projectDir, Announcer announcer) {
        this.projectDir = projectDir;
        this.announcer = announcer;
    }

    /** @throws WeirException {@code PKG-018} when a version is missing */
    void add(DepsRequest.NewPackage asked) {
        int at = versionSign(asked);
        String name = at < 0 ? asked.written() : asked.written().substring(0, at);
        String version = at < 0 ? "" : asked.written().substring(at + 1);
        Map<String, @Nullable Object> entry = entry(asked, name, version);
        Path file = file();
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            String added = added(text, file.getFileName().toString(), entry);
            if (text.isEmpty() && !Files.exists(file)) {
                announcer.say(
                        Level.INFO,
                        "Formatting",
                        "Z017",
                        "Created packages.yml",
                        Map.of("msg", "Created packages.yml"));
            }
            ReplacedFile.write(file, added);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        announcer.say(
                Level.INFO,
                "DepsAddPackage",
                "M032",
                "Added new package " + name + "@" + version + " to " + file,
                Map.of("package_name", name, "packages_filepath", file.toString(), "version", version));
    }

    /** The {@code @} before a version; that of {@code git@host} and {@code user@host} is none. */
    private static int versionSign(DepsRequest.NewPackage asked) {
        String written = asked.written();
        int at = written.lastIndexOf('@');
        boolean inAddress = asked.source() == DepsRequest.Source.GIT
                && at >= 0
                && (written.indexOf(':', at) >= 0
                        || written.startsWith("//", written.indexOf(':') + 1)
                                && written.indexOf('/', written.indexOf("//") + 2) > at);
        return inAddress ? -1 : at;
    }

    private static Map<String, @Nullable Object> entry(DepsRequest.NewPackage asked, String name, String version) {
        Map<String, @Nullable Object> entry = new TreeMap<>();
        if (version.isEmpty() && asked.source() != DepsRequest.Source.LOCAL) {
            String source = asked.source() == DepsRequest.Source.GIT ? "git" : "hub";
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PKG_018, "--add-package says no version of \"" + name + "\"")
                    .inWordsOfDbt("Version is required in --add-package when a package when source is " + source)
                    .withHint("Write it behind an at sign: --add-package " + name + "@1.0.0"));
        }
        switch (asked.source()) {
            case HUB -> {
                entry.put("package", name);
                List<String> versions = List.of(version.split(","));
                entry.put("version", versions.size() == 1 ? version : versions);
            }
            case GIT -> {
                entry.put("git", name);
                entry.put("revision", version);
            }
            case LOCAL -> entry.put("local", name);
        }
        return entry;
    }

    private Path file() {
        Path packages = projectDir.resolve(PackagesFile.PACKAGES);
        Path dependencies = projectDir.resolve(PackagesFile.DEPENDENCIES);
        return !Files.exists(packages) && Files.exists(dependencies) ? dependencies : packages;
    }

    private String added(String text, String shown, Map<String, @Nullable Object> entry) {
        Optional<YamlNode> document = YamlFile.parseUnstripped(new SourceText(shown, text), _ -> {});
        Optional<YamlNode> list = document.flatMap(
                node -> node instanceof YamlNode.Mapping mapping ? mapping.find(PackagesText.KEY) : Optional.empty());
        String ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        if (list.isEmpty()) {
            return ended + PackagesText.of(List.of(entry));
        }
        boolean block = list.get() instanceof YamlNode.Sequence sequence
                && !sequence.items().isEmpty()
                && !text.startsWith(
                        "[",
                        offset(
                                text,
                                sequence.span().start().line(),
                                sequence.span().start().column()));
        if (!block) {
            return rewritten(document.orElseThrow(), list.get(), entry);
        }
        return changed(ended, ((YamlNode.Sequence) list.get()).items(), entry);
    }

    /** A file whose list is empty or on one line is written anew. */
    private static String rewritten(YamlNode document, YamlNode list, Map<String, @Nullable Object> entry) {
        List<Map<String, @Nullable Object>> entries = new java.util.ArrayList<>();
        if (list.plain() instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> map) {
                    Map<String, @Nullable Object> each = new LinkedHashMap<>();
                    map.forEach((key, value) -> each.put(String.valueOf(key), value));
                    if (!same(each, entry)) {
                        entries.add(each);
                    }
                }
            }
        }
        entries.add(entry);
        if (document instanceof YamlNode.Mapping mapping
                && mapping.find("projects").isPresent()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.PKG_018, "the list of packages is on one line")
                    .at(list.span())
                    .withHint("Write each package on lines of its own, then add again."));
        }
        return PackagesText.of(entries);
    }

    private String changed(String text, List<YamlNode> items, Map<String, @Nullable Object> entry) {
        List<String> lines = new java.util.ArrayList<>(List.of(text.split("\n", -1)));
        int dash = lines.get(items.getFirst().span().start().line() - 1).indexOf('-');
        String indent = " ".repeat(Math.max(0, dash));
        int end = end(lines, items.getLast().span().start().line(), dash);
        lines.addAll(
                end, List.of(PackagesText.item(entry, indent).stripTrailing().split("\n")));
        for (int at = items.size() - 1; at >= 0; at--) {
            if (items.get(at).plain() instanceof Map<?, ?> map && same(map, entry)) {
                int from = items.get(at).span().start().line() - 1;
                int to = end(lines, from + 1, dash);
                lines.subList(from, to).clear();
                announcer.say(
                        Level.INFO,
                        "DepsFoundDuplicatePackage",
                        "M033",
                        "Found duplicate package in packages.yml, removing: " + Values.repr(Values.fromData(map)),
                        Map.of("removed_package", map));
            }
        }
        return String.join("\n", lines);
    }

    /** The number of lines up to the end of an item: lines that follow it and stand further right than its dash. */
    private static int end(List<String> lines, int line, int dash) {
        int end = line;
        for (int at = line; at < lines.size(); at++) {
            String each = lines.get(at);
            int indent = each.length() - each.stripLeading().length();
            boolean blank = each.isBlank();
            if (!blank && indent <= dash) {
                break;
            }
            end = blank ? end : at + 1;
        }
        return end;
    }

    private static boolean same(Map<?, ?> one, Map<String, @Nullable Object> other) {
        for (PackageEntry.Kind kind : PackageEntry.Kind.values()) {
            if (other.containsKey(kind.key()) && java.util.Objects.equals(one.get(kind.key()), other.get(kind.key()))) {
                return true;
            }
        }
        return false;
    }

    private static int offset(String text, int line, int column) {
        int offset = 0;
        for (int each = 1; each < line; each++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        return offset + column - 1;
    }
}
