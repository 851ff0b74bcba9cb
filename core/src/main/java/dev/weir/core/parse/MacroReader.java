package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.core.project.BuiltInPackage;
import dev.weir.core.project.FileKind;
import dev.weir.core.project.SourceFile;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.MacroDefinition;
import dev.weir.jinja.Syntax;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files ⇒ macros: {@code macro}, {@code test}, {@code data_test} and {@code materialization} blocks. Bodies of built-in
 * macros are parsed when first called; those of projects at once, so that a broken one is reported.
 */
final class MacroReader {
    private static final Set<String> TAGS = Set.of("macro", "test", "data_test", "materialization");
    private static final Pattern ADAPTER = Pattern.compile("adapter\\s*=\\s*['\"](\\w+)['\"]");
    private static final Pattern LANGUAGES = Pattern.compile("supported_languages\\s*=\\s*\\[([^\\]]*)\\]");

    private final Syntax syntax;
    private final Instant createdAt;

    MacroReader(Syntax syntax, Instant createdAt) {
        this.syntax = syntax;
        this.createdAt = createdAt;
    }

    /** The macros of a project's file. Throws {@code JIN-001} or {@code PAR-010} for broken ones. */
    List<MacroEntry> read(SourceFile file, String packageName, Findings findings) {
        Consumer<BlockFinder.Stray> others = file.kind() == FileKind.MACRO
                ? stray -> warn(findings, file.text(), file.text().path(), stray)
                : _ -> {};
        List<MacroEntry> entries = entries(file.text(), file.projectPath(), packageName, false, others);
        for (MacroEntry entry : entries) {
            entry.definition();
        }
        return entries;
    }

    /** The macros of a built-in package. */
    List<MacroEntry> read(BuiltInPackage builtIn) {
        List<MacroEntry> entries = new ArrayList<>();
        for (String path : builtIn.files()) {
            if (path.endsWith(".sql")) {
                SourceText source = new SourceText(path, builtIn.reader().apply(path));
                entries.addAll(entries(source, path, builtIn.name(), true, _ -> {}));
            }
        }
        return entries;
    }

    /** @param shown the file, as the reference names it */
    static void warn(Findings findings, SourceText source, String shown, BlockFinder.Stray stray) {
        String words = "Found unexpected '" + stray.word() + "' block tag.";
        findings.warn(
                "UnexpectedJinjaBlockDeprecation",
                "D023",
                Diagnostic.of(DiagnosticCode.PAR_022, "tag \"" + stray.word() + "\" outside of blocks does nothing")
                        .inWordsOfDbt("Deprecated functionality\n" + words + " in file `" + shown + "`")
                        .at(source.span(stray.start(), stray.end())),
                Map.of("msg", words, "file", shown));
    }

    private List<MacroEntry> entries(
            SourceText source, String path, String packageName, boolean builtIn, Consumer<BlockFinder.Stray> others) {
        List<MacroEntry> entries = new ArrayList<>();
        for (BlockFinder.Block block : BlockFinder.find(source, TAGS, others)) {
            String written = BlockFinder.name(block.head()).orElseThrow(() -> unnamed(source, block));
            String name = name(block, written);
            entries.add(entry(
                    packageName,
                    path,
                    new Place(name, source, block.start(), block.end()),
                    block.tag().equals("materialization") ? Optional.of(languages(block.head())) : Optional.empty(),
                    builtIn));
        }
        return entries;
    }

    /** Where a macro stands. */
    record Place(String name, SourceText source, int start, int end) {}

    /** A macro of which nothing is known but where it stands. */
    MacroEntry entry(String packageName, String path, Place place, Optional<List<String>> languages, boolean builtIn) {
        Macro macro = new Macro(
                "macro." + packageName + "." + place.name,
                packageName,
                place.name,
                path,
                path,
                place.source,
                place.start,
                place.end,
                List.of(),
                "",
                Map.of(),
                true,
                Optional.empty(),
                List.of(),
                languages,
                createdAt);
        return builtIn
                ? MacroEntry.builtIn(macro, () -> definition(macro))
                : new MacroEntry(macro, () -> definition(macro));
    }

    private MacroDefinition definition(Macro macro) {
        return JinjaParser.parseMacro(macro.source(), macro.start(), macro.end(), syntax);
    }

    private static String name(BlockFinder.Block block, String written) {
        return switch (block.tag()) {
            case "test", "data_test" -> "test_" + written;
            case "materialization" -> {
                Matcher adapter = ADAPTER.matcher(block.head());
                yield "materialization_" + written + "_" + (adapter.find() ? adapter.group(1) : "default");
            }
            default -> written;
        };
    }

    private static List<String> languages(String head) {
        Matcher found = LANGUAGES.matcher(head);
        if (!found.find()) {
            return List.of("sql");
        }
        List<String> languages = new ArrayList<>();
        for (String item : found.group(1).split(",")) {
            String language = item.strip().replace("'", "").replace("\"", "");
            if (!language.isEmpty()) {
                languages.add(language);
            }
        }
        return languages;
    }

    private static WeirException unnamed(SourceText source, BlockFinder.Block block) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_010, "a " + block.tag() + " without a name")
                .at(source.span(block.start(), block.contentsStart())));
    }

    /** The macros by package and name; two of one name in one package are an error. */
    static void refuseDuplicates(List<MacroEntry> macros, Findings findings) {
        Map<String, MacroEntry> seen = new LinkedHashMap<>(macros.size() * 2);
        for (MacroEntry entry : macros) {
            MacroEntry other = seen.putIfAbsent(entry.uniqueId(), entry);
            if (other != null) {
                Macro macro = entry.macro();
                findings.error(Diagnostic.of(DiagnosticCode.PAR_011, "two macros are called \"" + macro.name() + "\"")
                        .inWordsOfDbt("dbt found multiple macros named \"" + macro.name() + "\" in the project \""
                                + macro.packageName()
                                + "\".\n All macros require unique names, to fix this error rename"
                                + " or remove any\nduplicates. They can be found in these files:\n    - "
                                + macro.originalFilePath() + "\n    - "
                                + other.macro().originalFilePath())
                        .at(macro.source().span(macro.start(), macro.start() + 2)));
            }
        }
    }
}
