package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.Position;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
    private final Consumer<Stray> others;
    private final List<Block> blocks = new ArrayList<>();
    private final Deque<String> flow = new ArrayDeque<>();

    /** A tag outside of all blocks that is none of those looked for. */
    record Stray(String word, int start, int end) {}

    private BlockFinder(SourceText source, Set<String> wanted, Consumer<Stray> others) {
        this.source = source;
        text = source.text();
        this.wanted = wanted;
        this.others = others;
    }

    /** The blocks of these tags, in order. Throws {@code PAR-010} where one is not closed. */
    static List<Block> find(SourceText source, Set<String> tags) {
        return find(source, tags, _ -> {});
    }

    /** @param others hears of tags between the blocks */
    static List<Block> find(SourceText source, Set<String> tags, Consumer<Stray> others) {
        BlockFinder finder = new BlockFinder(source, tags, others);
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
                if (open == null) {
                    flow(tag);
                    if (!tag.word.isEmpty() && !wanted.contains(tag.word)) {
                        others.accept(new Stray(tag.word, tag.start, tag.end));
                    }
                }
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
                }
            }
            at = text.indexOf('{', next);
        }
        if (open != null) {
            throw unclosed(open);
        }
    }

    /** Blocks may stand in no branch and no loop. */
    private void flow(Tag tag) {
        if (tag.word.equals("if") || tag.word.equals("for")) {
            flow.push(tag.word);
        } else if (tag.word.equals("endif") || tag.word.equals("endfor")) {
            if (flow.isEmpty() || !flow.peek().equals(tag.word.substring(3))) {
                throw flow.isEmpty() ? strayEnd(tag) : crossed(flow.peek(), tag);
            }
            flow.pop();
        } else if (wanted.contains(tag.word) && !flow.isEmpty()) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.PAR_010, "\"" + tag.word + "\" stands in \"" + flow.peek() + "\"")
                            .inWordsOfDbt("Got a block definition inside control flow at " + place(tag.start)
                                    + ". All dbt block definitions must be at the top level")
                            .at(source.span(tag.start, tag.end))
                            .withHint("Take it out of {% " + flow.peek() + " %}; put the condition into it."));
        }
    }

    /** Line from 1, column from 0. */
    private String place(int offset) {
        Position position = source.position(offset);
        return position.line() + ":" + (position.column() - 1);
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

    private WeirException crossed(String outer, Tag tag) {
        return new WeirException(Diagnostic.of(
                        DiagnosticCode.PAR_010, "\"" + tag.word + "\" ends nothing while \"" + outer + "\" is open")
                .inWordsOfDbt("Got an unexpected control flow end tag, got " + tag.word + " but expected end" + outer
                        + " next (@ " + place(tag.start) + ")")
                .at(source.span(tag.start, tag.end)));
    }

    private WeirException strayEnd(Tag tag) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PAR_010, "\"" + tag.word + "\" ends nothing")
                .inWordsOfDbt("Got an unexpected control flow end tag, got " + tag.word + " but never saw a preceeding "
                        + tag.word.substring(3) + " (@ " + place(tag.start) + ")")
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
