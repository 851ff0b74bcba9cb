package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.Position;
import dev.weir.base.SourceText;
import dev.weir.base.Span;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads YAML files and words what is broken in them as dbt does. */
public final class YamlFile {
    private static final String RULE = "------------------------------";

    private YamlFile() {}

    /**
     * The document of a text; empty when it holds none.
     *
     * @throws WeirException {@code YML-001}, with dbt's excerpt as message
     */
    public static Optional<YamlNode> parse(SourceText source, YamlParser.Listener listener) {
        return parse(source, listener, LastLine.LEFT_OUT);
    }

    /** The same for selectors and files of packages, of which dbt reads the last line end, too. */
    public static Optional<YamlNode> parseUnstripped(SourceText source, YamlParser.Listener listener) {
        return parse(source, listener, LastLine.LEFT_OUT_OF_EXCERPT);
    }

    /** Takes a warning that has a name and a code in dbt, with the fields of dbt's event. */
    public interface Warnings {
        void warn(String name, String code, Diagnostic finding, Map<String, @Nullable Object> fields);
    }

    /** Tells of a key that stands twice. */
    public static void warnOfDuplicateKey(Diagnostic finding, String file, Warnings warnings) {
        String place = finding.span()
                .map(Span::start)
                .map(at -> "line " + at.line() + ", column " + at.column())
                .orElse("");
        String key = finding.primary().replaceFirst("^key \"(.*)\" stands twice$", "$1");
        String words = "Duplicate key '" + key + "' in \"<unicode string>\", " + place;
        warnings.warn(
                "DuplicateYAMLKeysDeprecation",
                "D024",
                finding.inWordsOfDbt("Deprecated functionality\n" + words + " in file `" + file + "`"),
                Map.of("duplicate_description", words, "file", file));
    }

    /** What becomes of an empty line after the last line end: dbt reads profiles as they are, files of packages nearly so. */
    enum LastLine {
        KEPT,
        LEFT_OUT_OF_EXCERPT,
        LEFT_OUT
    }

    static Optional<YamlNode> parse(SourceText source, YamlParser.Listener listener, LastLine lastLine) {
        try {
            return YamlParser.parse(
                    source,
                    listener,
                    lastLine == LastLine.LEFT_OUT ? YamlParser.Ending.STRIPPED : YamlParser.Ending.KEPT);
        } catch (WeirException broken) {
            throw new WeirException(inWordsOfDbt(broken.diagnostic(), lastLine), broken);
        }
    }

    /** The excerpt of at most three lines around the place, and the parser's complaint. Source: recorded cases. */
    // intended: COMPATIBILITY #96
    private static Diagnostic inWordsOfDbt(Diagnostic diagnostic, LastLine lastLine) {
        if (diagnostic.code() != DiagnosticCode.YML_001 || diagnostic.span().isEmpty()) {
            return diagnostic;
        }
        Span span = diagnostic.span().get();
        Position at = span.start();
        StringBuilder text = new StringBuilder("Syntax error near line ")
                .append(at.line())
                .append('\n')
                .append(RULE);
        int last = lineCount(span.source(), lastLine);
        for (int line = Math.max(1, at.line() - 3); line <= Math.min(last, at.line() + 2); line++) {
            String number = Integer.toString(line);
            text.append('\n').append(number).append(" ".repeat(Math.max(0, 3 - number.length())));
            text.append("| ").append(span.source().shownLine(line));
        }
        String problem = diagnostic
                .primary()
                .replaceFirst("^not valid YAML: ", "")
                .replace("not allowed here", "not allowed in this context");
        text.append("\n\nRaw Error:\n").append(RULE).append('\n').append(problem);
        text.append("\n  in \"<unicode string>\", line ")
                .append(at.line())
                .append(", column ")
                .append(at.column());
        return diagnostic.withHeadline(new Diagnostic.Headline(
                ErrorKind.RUNTIME, diagnostic.headline().flatMap(Diagnostic.Headline::subject), text.toString()));
    }

    private static int lineCount(SourceText source, LastLine lastLine) {
        String text = source.text();
        boolean shorter = lastLine != LastLine.KEPT && text.endsWith("\n");
        return source.position(shorter ? text.length() - 1 : text.length()).line();
    }
}
