package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.DocBlock;
import dev.weir.core.manifest.SearchOrder;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import dev.weir.core.project.PythonText;
import dev.weir.core.project.Questions;
import dev.weir.core.project.SourceFile;
import dev.weir.core.project.YamlRenderer;
import dev.weir.jinja.Globals;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Renderer;
import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All docs blocks, and the rendering of descriptions that use them. Immutable once built. Source: dbt docs, "doc". */
final class DocBook {
    /** A description with its Jinja rendered, and the unique ids of the blocks it used. */
    record Text(String text, List<String> blocks) {
        static final Text EMPTY = new Text("", List.of());
    }

    private final Map<String, DocBlock> blocks = new LinkedHashMap<>();
    private final SearchOrder order;
    private final Renderer renderer;

    DocBook(SearchOrder order, Renderer renderer) {
        this.order = order;
        this.renderer = renderer;
    }

    Map<String, DocBlock> blocks() {
        return blocks;
    }

    /** The block of the first page of docs, for projects that have none; in words of ours. Source: any manifest of dbt. */
    static DocBlock overview() {
        try (InputStream text = Objects.requireNonNull(DocBook.class.getResourceAsStream("overview.md"))) {
            String contents = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return new DocBlock(
                    "doc.dbt.__overview__", "dbt", "__overview__", "overview.md", "docs/overview.md", contents.strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The blocks of a file. */
    static List<DocBlock> read(Project project, SourceFile file, Renderer renderer) {
        List<DocBlock> found = new ArrayList<>();
        for (BlockFinder.Block block : BlockFinder.find(file.text(), Set.of("docs"))) {
            String name = BlockFinder.name(block.head()).orElse("");
            String contents = block.contents(file.text());
            if (YamlRenderer.hasJinja(contents)) {
                contents = renderer.render(
                        JinjaParser.parse(new SourceText(file.text().path(), contents), renderer.syntax()), _ -> null);
            }
            found.add(new DocBlock(
                    "doc." + project.name() + "." + name,
                    project.name(),
                    name,
                    file.relativePath(),
                    file.projectPath(),
                    PythonText.strip(contents)));
        }
        return found;
    }

    void add(DocBlock block, Findings findings) {
        DocBlock other = blocks.putIfAbsent(block.uniqueId(), block);
        if (other != null) {
            findings.error(Diagnostic.of(DiagnosticCode.PAR_011, "two docs blocks are called \"" + block.name() + "\"")
                    .inWordsOfDbt("dbt found two docs with the name \"" + block.name()
                            + "\".\n\nSince these resources have the same name, dbt will be unable to find the correct"
                            + " resource\nwhen looking for doc(\"" + block.name()
                            + "\").\n\nTo fix this, change the name of one of these resources:\n- " + other.uniqueId()
                            + " (" + other.originalFilePath() + ")\n- " + block.uniqueId() + " ("
                            + block.originalFilePath() + ")"));
        }
    }

    /** Answers {@link Questions.Kind#DOC} again. */
    String docOf(String question) {
        String[] parts = question.split("\n", 3);
        Optional<String> packageName = Optional.of(parts[0]).filter(text -> !text.isEmpty());
        return lookUp(packageName, parts[2], parts[1]).map(DocBook::fingerprint).orElse("");
    }

    private static String fingerprint(DocBlock block) {
        return Fingerprint.begin().add(block.uniqueId()).add(block.contents()).end();
    }

    private Optional<DocBlock> find(Optional<String> packageName, String name, String callingPackage) {
        Optional<DocBlock> found = lookUp(packageName, name, callingPackage);
        Questions.asked(
                Questions.Kind.DOC,
                packageName.orElse("") + "\n" + callingPackage + "\n" + name,
                () -> found.map(DocBook::fingerprint).orElse(""));
        return found;
    }

    private Optional<DocBlock> lookUp(Optional<String> packageName, String name, String callingPackage) {
        if (packageName.isPresent()) {
            return Optional.ofNullable(blocks.get("doc." + packageName.get() + "." + name));
        }
        for (String each : order.of(callingPackage)) {
            DocBlock block = blocks.get("doc." + each + "." + name);
            if (block != null) {
                return Optional.of(block);
            }
        }
        return blocks.values().stream()
                .filter(block -> block.name().equals(name))
                .findFirst();
    }

    /** A description, rendered; that of a disabled resource stays as written. Source: recorded case {@code nulls}. */
    Text text(boolean enabled, String text, String packageName, String subject, Globals others) {
        return enabled ? render(text, packageName, subject, others) : new Text(text, List.of());
    }

    /**
     * A description, rendered.
     *
     * @param subject whose description: a unique id, for messages
     */
    Text render(String text, String packageName, String subject, Globals others) {
        if (!YamlRenderer.hasJinja(text)) {
            return text.isEmpty() ? Text.EMPTY : new Text(text, List.of());
        }
        List<String> used = new ArrayList<>();
        PyCallable doc = arguments -> doc(arguments, packageName, subject, used);
        String rendered = renderer.render(
                JinjaParser.parse(new SourceText("description", text), renderer.syntax()),
                name -> name.equals("doc") ? doc : others.find(name));
        return new Text(rendered, List.copyOf(used));
    }

    private Object doc(Arguments arguments, String packageName, String subject, List<String> used) {
        if (arguments.size() < 1 || arguments.size() > 2) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PAR_016, "doc() takes one or two arguments, not " + arguments.size())
                            .inWordsOfDbt("doc() takes at most two arguments (" + arguments.size() + " given)"));
        }
        Optional<String> wantedPackage =
                arguments.size() == 2 ? Optional.of(Values.str(arguments.positional(0))) : Optional.empty();
        String name = Values.str(arguments.positional(arguments.size() - 1));
        DocBlock block =
                find(wantedPackage, name, packageName).orElseThrow(() -> missing(name, wantedPackage, subject));
        used.add(block.uniqueId());
        return block.contents();
    }

    private WeirException missing(String name, Optional<String> packageName, String subject) {
        Diagnostic finding = Diagnostic.of(DiagnosticCode.PAR_016, "docs block \"" + name + "\" does not exist")
                .inWordsOfDbt("Documentation for '" + subject + "' depends on doc '" + name + "'"
                        + packageName.map(each -> " in package '" + each + "'").orElse("") + "  which was not found");
        List<String> names = blocks.values().stream().map(DocBlock::name).toList();
        return new WeirException(NearestName.to(name, names)
                .map(near -> finding.withHint("Did you mean \"" + near + "\"?"))
                .orElse(finding));
    }
}
