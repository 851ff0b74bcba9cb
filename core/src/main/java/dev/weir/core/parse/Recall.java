package dev.weir.core.parse;

import dev.weir.base.SourceText;
import dev.weir.core.context.ContextFactory;
import dev.weir.core.context.InvocationScope;
import dev.weir.core.context.MacroEntry;
import dev.weir.core.manifest.Macro;
import dev.weir.core.manifest.Node;
import dev.weir.core.parse.memo.Answers;
import dev.weir.core.parse.memo.Form;
import dev.weir.core.parse.memo.Memo;
import dev.weir.core.parse.memo.NodeForm;
import dev.weir.core.project.BuiltInPackage;
import dev.weir.core.project.Fingerprint;
import dev.weir.core.project.Project;
import dev.weir.core.project.ProjectFiles;
import dev.weir.core.project.ProjectVars;
import dev.weir.core.project.Questions;
import dev.weir.core.project.SourceFile;
import dev.weir.core.project.TargetValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Parsing through the memory of earlier runs: each piece of work under a key that holds all it is done on, and the answers to
 * what such work asks. Thread-safe.
 */
final class Recall {
    private final Memo memo;
    private final Answers answers;
    private final String macros;

    private Recall(Memo memo, Answers answers, String macros) {
        this.memo = memo;
        this.answers = answers;
        this.macros = macros;
    }

    /** Of work that sees the small contexts of YAML only. */
    static Recall ofYaml(Memo memo, InvocationScope invocation) {
        return new Recall(memo, question -> ofYaml(invocation, question), "");
    }

    private static String ofYaml(InvocationScope invocation, Questions.Question question) {
        return switch (question.kind()) {
            case ENVIRONMENT -> Questions.answer(invocation.variable(question.name()));
            case VAR -> variable(invocation.vars(), question.name());
            case FLAGS -> Fingerprint.of(invocation.flags());
            case ARGUMENTS -> Fingerprint.of(invocation.args());
            case THREADS -> TargetValue.threadsOf(invocation.target());
            case MACROS, MACRO, DOC, PROPERTIES, VERSION, CONFIG, FIXTURE -> "";
        };
    }

    private static String variable(ProjectVars vars, String name) {
        int end = name.indexOf('\n');
        return vars.find(name.substring(end + 1), name.substring(0, end))
                .map(found -> Fingerprint.of(found.value()))
                .orElse("");
    }

    /** Of work that sees the whole project. */
    static Recall of(
            Memo memo,
            ProjectFiles files,
            ContextFactory contexts,
            Properties properties,
            DocBook docs,
            ConfigResolver configs) {
        String macros = memo.keeps() ? macros(contexts) : "";
        return new Recall(
                memo,
                question -> switch (question.kind()) {
                    case MACROS -> macros;
                    case MACRO ->
                        contexts.catalog()
                                .byUniqueId(question.name())
                                .map(MacroEntry::fingerprint)
                                .orElse("");
                    case DOC -> docs.docOf(question.name());
                    case PROPERTIES -> properties.propertiesOf(question.name());
                    case VERSION -> properties.versionOf(question.name());
                    case CONFIG -> configs.configOf(question.name());
                    case FIXTURE -> UnitTestParser.fixtureOf(files, question.name());
                    case ENVIRONMENT, VAR, FLAGS, ARGUMENTS, THREADS -> ofYaml(contexts.invocation(), question);
                },
                macros);
    }

    /** Stands for the names of all macros: what a name means may change with each of them. */
    private static String macros(ContextFactory contexts) {
        List<String> ids = new ArrayList<>();
        for (MacroEntry entry : contexts.catalog().all()) {
            ids.add(entry.uniqueId());
        }
        Collections.sort(ids);
        return Fingerprint.of(ids);
    }

    /** What work on an entry of a property file yields. */
    <T> List<T> of(String what, PropertyBlock block, Form<T> form, Callable<? extends List<? extends T>> work)
            throws Exception {
        return of(what + "\n" + block.fingerprint(), form, work);
    }

    /** What work on a file of code or a seed yields. */
    List<Node> nodes(Project project, SourceFile file, Callable<? extends List<? extends Node>> work) throws Exception {
        String key = file.kind() + "\n" + project.name() + "\n" + file.searchPath() + "\n" + file.relativePath() + "\n"
                + file.fingerprint();
        return of(key, new NodeForm(file.text()), work);
    }

    /** What work on the hooks of a project yields. */
    List<Node> hooks(Project project, Callable<? extends List<? extends Node>> work) throws Exception {
        SourceText file = project.config().written().span().source();
        String key = "hooks\n" + project.name() + "\n" + Fingerprint.of(file.text()) + "\n"
                + Fingerprint.of(project.config().hooks().onRunStart()) + "\n"
                + Fingerprint.of(project.config().hooks().onRunEnd());
        return of(key, new NodeForm(file), work);
    }

    /** What work on a snapshot in a property file yields; its checksum is that of the whole file. */
    List<Node> snapshot(PropertyBlock block, Callable<? extends List<? extends Node>> work) throws Exception {
        String key = "snapshot\n" + block.fingerprint() + "\n" + block.file().fingerprint();
        return of(key, new NodeForm(block.file().text()), work);
    }

    private <T> List<T> of(String key, Form<T> form, Callable<? extends List<? extends T>> work) throws Exception {
        return memo.of(key, form, answers, () -> {
            Questions.asked(Questions.Kind.MACROS, "", () -> macros);
            return work.call();
        });
    }

    /** The macros of a built-in package: those are a part of the program. */
    List<MacroEntry> builtIns(BuiltInPackage builtIn, MacroReader reader) throws Exception {
        return memo.of(
                "built-in macros\n" + builtIn.name(),
                new BuiltInMacroForm(reader, builtIn),
                answers,
                () -> reader.read(builtIn));
    }

    /** Stands for the file of a macro and its text; for built-in ones their package. */
    String placeOf(MacroEntry entry) {
        Macro macro = entry.macro();
        return macro.packageName() + "\n" + (entry.builtIn() ? "" : macro.path());
    }

    /** What work on the macros of one place yields. */
    List<Macro> macros(String place, List<MacroEntry> macros, Callable<? extends List<? extends Macro>> work)
            throws Exception {
        StringBuilder key = new StringBuilder("macros\n").append(place);
        if (memo.keeps() && !macros.getFirst().builtIn()) {
            for (MacroEntry entry : macros) {
                key.append('\n').append(entry.name()).append(' ').append(entry.fingerprint());
            }
        }
        return of(key.toString(), new MacroForm(macros), work);
    }

    /** The entries of a property file. */
    List<PropertyBlock> blocks(Project project, SourceFile file, PropertyFileReader reader) throws Exception {
        if (!memo.keeps()) {
            return reader.read();
        }
        String key = file.kind() + "\n" + project.name() + "\n" + file.projectPath() + "\n" + file.relativePath() + "\n"
                + file.fingerprint();
        return memo.of(key, new PropertyBlockForm(project, file, reader::read), answers, reader::read);
    }
}
