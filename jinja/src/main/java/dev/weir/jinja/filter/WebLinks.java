package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filter {@code urlize}: addresses of pages and of mail in a text become links, without the brackets and full stops around them.
 * Source: Jinja docs 3.1, "urlize"; recorded cases.
 */
final class WebLinks {
    private static final Signature URLIZE = Signature.of(
            "do_urlize",
            "eval_ctx",
            "value",
            "trim_url_limit=none",
            "nofollow=false",
            "target=none",
            "rel=none",
            "extra_schemes=none");

    private static final int UNICODE =
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final String NAMED_HOST = "(?:https?://|www\\.)(?:[\\w%-]+\\.)*(?:[a-z]{2,63}|xn--[\\w%]{2,59})";
    private static final String COMMON_HOST = "(?:[\\w%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)";
    private static final String NUMBERED_HOST =
            "https?://(?:\\d{1,3}(?:\\.\\d{1,3}){3}|\\[(?:[\\da-f]{0,4}:){2}(?:[\\da-f]{0,4}:?){1,6}])";
    private static final Pattern PAGE = Pattern.compile(
            "(?:" + NAMED_HOST + "|" + COMMON_HOST + "|" + NUMBERED_HOST + ")(?::\\d{1,5})?(?:[/?#]\\S*)?\n?", UNICODE);

    private static final Pattern MAIL = Pattern.compile("\\S+@\\w[\\w.-]*\\.\\w+\n?", UNICODE);
    private static final Pattern SCHEME = Pattern.compile("[\\w.+-]{2,}:/{0,2}", UNICODE);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\x1c-\\x1f]+", UNICODE);
    private static final Pattern BEFORE = Pattern.compile("(?:[(<]|&lt;)+");
    private static final Pattern AFTER = Pattern.compile("(?:[)>.,\n]|&gt;)+$");
    private static final String[][] BRACKETS = {{"(", ")"}, {"<", ">"}, {"&lt;", "&gt;"}};

    private final Object limit;
    private final String attributes;
    private final List<String> schemes;

    private WebLinks(Object limit, String attributes, List<String> schemes) {
        this.limit = limit;
        this.attributes = attributes;
        this.schemes = schemes;
    }

    static Object urlize(Object value, Arguments arguments, FilterContext context) {
        var bound = URLIZE.bind(arguments.prepend(value).prepend(None.NONE));
        var rel = new TreeSet<String>(List.of("noopener"));
        if (Values.truth(bound.value(5)) && !bound.text(5).isBlank()) {
            rel.addAll(Arrays.asList(BLANKS.split(bound.text(5).strip(), -1)));
        }
        if (bound.truth(3)) {
            rel.add("nofollow");
        }
        String target = Values.truth(bound.value(4)) ? " target=\"" + HtmlFilters.escaped(bound.text(4)) + "\"" : "";
        String attributes = " rel=\"" + HtmlFilters.escaped(String.join(" ", rel)) + "\"" + target;
        return new WebLinks(bound.value(2), attributes, schemes(bound.value(6)))
                .text(HtmlFilters.escaped(Values.str(value)));
    }

    private static List<String> schemes(Object given) {
        List<String> schemes = new ArrayList<>();
        if (given == None.NONE) {
            return schemes;
        }
        for (Iterator<Object> all = Values.iterate(given); all.hasNext(); ) {
            Object scheme = all.next();
            if (!(scheme instanceof String text)) {
                throw PyError.type("expected string or bytes-like object, got '" + Values.typeName(scheme) + "'");
            }
            if (!SCHEME.matcher(text).matches()) {
                throw new PyError("FilterArgumentError", Values.repr(text) + " is not a valid URI scheme prefix.");
            }
            schemes.add(text);
        }
        return schemes;
    }

    private String text(String text) {
        var out = new StringBuilder(text.length() * 2);
        int from = 0;
        for (Matcher blanks = BLANKS.matcher(text); blanks.find(); from = blanks.end()) {
            word(text.substring(from, blanks.start()), out);
            out.append(blanks.group());
        }
        word(text.substring(from), out);
        return out.toString();
    }

    private void word(String word, StringBuilder out) {
        Matcher before = BEFORE.matcher(word);
        int start = before.lookingAt() ? before.end() : 0;
        String middle = word.substring(start);
        Matcher after = AFTER.matcher(middle);
        int end = after.find() ? after.start() : middle.length();
        String tail = middle.substring(end);
        middle = middle.substring(0, end);
        for (String[] pair : BRACKETS) {
            int closed = balanced(middle, tail, pair[0], pair[1]);
            middle += tail.substring(0, closed);
            tail = tail.substring(closed);
        }
        out.append(word, 0, start).append(linked(middle)).append(tail);
    }

    /** How much of what comes after an address closes brackets that were opened within it. */
    private static int balanced(String middle, String tail, String open, String close) {
        int opened = count(middle, open);
        int end = 0;
        if (opened > count(middle, close)) {
            for (int missing = Math.min(opened, count(tail, close)); missing > 0; missing--) {
                end = tail.indexOf(close, end) + close.length();
            }
        }
        return end;
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private String linked(String address) {
        if (PAGE.matcher(address).matches()) {
            boolean whole = address.startsWith("https://") || address.startsWith("http://");
            return link((whole ? "" : "https://") + address, attributes, trimmed(address));
        }
        if (address.startsWith("mailto:") && MAIL.matcher(address.substring(7)).matches()) {
            return link(address, "", address.substring(7));
        }
        if (address.contains("@")
                && !address.startsWith("www.")
                && !address.contains(":")
                && MAIL.matcher(address).matches()) {
            return link("mailto:" + address, "", address);
        }
        String linked = address;
        for (String scheme : schemes) {
            if (!linked.equals(scheme) && linked.startsWith(scheme)) {
                linked = link(linked, attributes, linked);
            }
        }
        return linked;
    }

    private static String link(String address, String attributes, String text) {
        return "<a href=\"" + address + "\"" + attributes + ">" + text + "</a>";
    }

    private String trimmed(String address) {
        if (limit != None.NONE && !Numbers.isNumber(limit)) {
            throw PyError.type("'>' not supported between instances of 'int' and '" + Values.typeName(limit) + "'");
        }
        return limit == None.NONE || Values.length(address) <= Numbers.toDouble(limit)
                ? address
                : Values.str(Values.slice(address, None.NONE, limit, None.NONE)) + "...";
    }
}
