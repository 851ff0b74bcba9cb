package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One word of a selection: {@code @?n?+?method.arguments:value+?n?}. Source: dbt docs, "Node selection syntax", "Graph
 * operators", "Methods".
 *
 * @param text as typed
 * @param arguments what follows the method's name after dots ({@code config.materialized} has one)
 * @param value a text; in a named selector also a boolean or a number
 * @param parentsDepth edges upwards; empty for no {@code +} in front, {@code Integer.MAX_VALUE} for a bare one
 * @param childrensParents whether it starts with {@code @}
 * @param indirect the criterion's own indirect selection, which only named selectors can set
 */
record Criterion(
        String text,
        String method,
        List<String> arguments,
        Object value,
        Optional<Integer> parentsDepth,
        Optional<Integer> childrenDepth,
        boolean childrensParents,
        Optional<IndirectSelection> indirect) {

    static Criterion parse(String text) {
        String rest = text;
        boolean childrensParents = rest.startsWith("@");
        if (childrensParents) {
            rest = rest.substring(1);
        }
        Optional<Integer> parentsDepth = Optional.empty();
        int digits = leadingDigits(rest);
        if (digits < rest.length() && rest.charAt(digits) == '+') {
            parentsDepth = Optional.of(depth(rest.substring(0, digits)));
            rest = rest.substring(digits + 1);
        }
        String method = "";
        int colon = methodEnd(rest);
        if (colon > 0) {
            method = rest.substring(0, colon);
            rest = rest.substring(colon + 1);
        }
        Optional<Integer> childrenDepth = Optional.empty();
        int plus = rest.lastIndexOf('+');
        if (plus >= 0 && leadingDigits(rest.substring(plus + 1)) == rest.length() - plus - 1) {
            childrenDepth = Optional.of(depth(rest.substring(plus + 1)));
            rest = rest.substring(0, plus);
        }
        if (childrensParents && childrenDepth.isPresent()) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.SEL_001, "\"" + text + "\" has both \"@\" in front and \"+\" behind")
                    .inWordsOfDbt("Invalid node spec " + text + " - \"@\" prefix and \"+\" suffix are incompatible")
                    .withHint("\"@\" already includes everything below; remove the \"+\"."));
        }
        List<String> words = method.isEmpty() ? List.of(defaultMethod(rest)) : List.of(method.split("\\.", -1));
        return new Criterion(
                text,
                words.getFirst(),
                words.subList(1, words.size()),
                rest,
                parentsDepth,
                childrenDepth,
                childrensParents,
                Optional.empty());
    }

    private static int leadingDigits(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /** Where the {@code method:} in front ends; -1 when the word starts with anything else. */
    private static int methodEnd(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ':') {
                return at;
            }
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '.') {
                return -1;
            }
        }
        return -1;
    }

    private static int depth(String digits) {
        return digits.isEmpty() || digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** A word without a method is a path, a file name or a name. */
    private static String defaultMethod(String value) {
        if (value.indexOf('/') >= 0 || value.indexOf('\\') >= 0) {
            return "path";
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.endsWith(".sql") || lower.endsWith(".py") || lower.endsWith(".csv") ? "file" : "fqn";
    }
}
