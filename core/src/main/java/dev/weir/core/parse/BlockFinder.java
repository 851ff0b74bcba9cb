package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds blocks such as {@code {% macro x() %} … {% endmacro %}} in a text without parsing what is in them. Comments and raw
 * blocks are passed over; text in quotes ends no tag.
 */
final class BlockFinder {
    /**
     * A block.
     *
     * @param head what stands in the opening tag after its word
     * @param start of the opening tag
     * @param end after the closing tag
     */
    record Block(String tag, String head, int start, int contentsStart, int contentsEnd, int end) {
        String contents(SourceText source) {
            return source.text().substring(contentsStart, contentsEnd);
        }
    }

    private final SourceText source;
    private final String text;
    private final Set<String> wanted;
    private final List<Block> blocks = new ArrayList<>();

    private BlockFinder(SourceText source, Set<String> wanted) {
        this.source = source;
        text = source.text();
        this.wanted = wanted;
    }

    /** The blocks of these tags, in order. Throws {@code PAR-010} where one is not closed. */
    static List<Block> find(SourceText source, Set<String> tags) {
        BlockFinder finder = new BlockFinder(source, tags);
        finder.scan();
        return finder.blocks;
    }

    private void scan() {
        Tag open = null;
        int at = text.indexOf('{');
        while (at >= 0 && at + 1 < text.length()) {
            char kind = text.charAt(at + 1);
            int next = at + 1;
            if (kind == '#') {
                next = after("#}", at + 2);
            } else if (kind == '{') {
                next = endOfTag(text, at + 2, '}');
            } else if (kind == '%') {
                Tag tag = tag(at);
                next = tag.end;
                if (tag.word.equals("raw")) {
                    next = afterRaw(tag.end);
                } else if (open == null && wanted.contains(tag.word)) {
                    open = tag;
                } else if (open != null && wanted.contains(tag.word)) {
                    throw nested(open, tag);
                } else if (open != null
                        && tag.word.startsWith("end")
                        && tag.word.substring(3).equals(open.word)) {
                    blocks.add(new Block(open.word, open.head, open.start, open.end, tag.start, tag.end));
                    open = null;
                } else if (open == null && tag.word.startsWith("end") && wanted.contains(tag.word.substring(3))) {
                    throw strayEnd(tag);
                }
            }
            at = text.indexOf('{', next);
        }
        if (open != null) {
            throw unclosed(open);
        }
    }

    private record Tag(String word, String head, int start, int end) {}

    private Tag tag(int start) {
        int at = start + 2;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        at = skipWhite(at);
        int wordStart = at;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
            at++;
        }
        int end = endOfTag(text, at, '%');
        int headEnd = Math.max(at, end - 2);
        if (headEnd > at && (text.charAt(headEnd - 1) == '-' || text.charAt(headEnd - 1) == '+')) {
            headEnd--;
        }
        return new Tag(
                text.substring(wordStart, at), text.substring(at, headEnd).strip(), start, end);
    }

    private int skipWhite(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The place after {@code %}} or {@code }}}, past any quoted text; the end of the text when there is none. */
    static int endOfTag(String text, int from, char closer) {
        for (int at = from; at + 1 < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                int close = closingQuote(text, at);
                if (close < 0) {
                    return text.length();
                }
                at = close;
            } else if (c == closer && text.charAt(at + 1) == '}') {
                return at + 2;
            }
        }
        return text.length();
    }

    /** The place of the quote that ends a quoted text; negative when it does not end. */
    static int closingQuote(String text, int open) {
        char quote = text.charAt(open);
        for (int at = open + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == quote) {
                return at;
            }
        }
        return -1;
    }

    private int after(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private int afterRaw(int from) {
        for (int at = text.indexOf("{%", from); at >= 0; at = text.indexOf("{%", at + 2)) {
            Tag tag = tag(at);
            if (tag.word.equals("endraw")) {
                return tag.end;
            }
        }
        return text.length();
    }

    private WeirException unclosed(Tag open) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_010,
                        "block \"" + (open.word + " " + name(open.head).orElse("")).strip() + "\" has no end")
                .inWordsOfDbt("Reached EOF without finding a close tag for " + open.word + " (searched from" + " line "
                        + source.position(open.end).line() + ")")
                .at(source.span(open.start, open.end))
                .withHint("Close it with {% end" + open.word + " %}."));
    }

    private WeirException nested(Tag outer, Tag inner) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_010, "\"" + inner.word + "\" begins before \"" + outer.word + "\" ends")
                .inWordsOfDbt("Got nested tags: " + outer.word + " (started at " + outer.start
                        + ") did not have a matching"
                        + " {{% end" + outer.word + " %}} before a subsequent " + inner.word + " was found (started at "
                        + inner.start + ")")
                .at(source.span(inner.start, inner.end))
                .withHint(
                        "Close the one at line " + source.position(outer.start).line() + " first."));
    }

    private WeirException strayEnd(Tag tag) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_010, "\"" + tag.word + "\" ends nothing")
                .inWordsOfDbt("Got an unexpected control flow end tag, got " + tag.word + " but never saw a preceeding "
                        + tag.word.substring(3) + " (@ " + source.position(tag.start) + ")")
                .at(source.span(tag.start, tag.end)));
    }

    /** The first word of a head. */
    static Optional<String> name(String head) {
        int end = 0;
        while (end < head.length() && Character.isJavaIdentifierPart(head.charAt(end))) {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(head.substring(0, end));
    }
}
