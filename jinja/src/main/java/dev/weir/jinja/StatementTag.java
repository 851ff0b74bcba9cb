package dev.weir.jinja;

import java.util.List;

/**
 * A block tag that defines a macro and is registered from outside, as {@code {% test unique(model) %}…{% endtest %}}.
 *
 * @param tag the opening word
 * @param end the closing words, any of which closes it
 * @param naming what the macro is called and which parameters it has
 */
public record StatementTag(String tag, List<String> end, Naming naming) {
    public StatementTag {
        end = List.copyOf(end);
    }

    /** The head of a tag ⇒ the macro's name. */
    public interface Naming {
        /**
         * @param name the word after the tag
         * @param options what follows as {@code , adapter='x'}: names and constant values; a bare word has the value true
         */
        String macroName(String name, java.util.Map<String, Object> options);

        /** Whether the head has a parameter list in parentheses after the name, rather than options. */
        boolean takesParameters();
    }
}
