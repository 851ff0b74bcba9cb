package dev.weir.jinja.filter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The character references of HTML 5 read back, also those without a semicolon at the end. Source: HTML standard, 13.2.5.72 on. */
final class HtmlEntities {
    private static final Pattern REFERENCE =
            Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\n\f <&#;]{1,32};?)");

    /** What numbers from 0x80 to 0x9f stand for: characters of Windows 1252. */
    private static final String WINDOWS =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d"
                    + "\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    private HtmlEntities() {}

    private static final class Names {
        static final Map<String, String> ALL = read();
    }

    static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(meaning(found.group(1))));
    }

    private static String meaning(String reference) {
        if (reference.charAt(0) == '#') {
            return number(reference.substring(1).replace(";", ""));
        }
        for (int end = reference.length(); end > 1; end--) {
            String character = Names.ALL.get(reference.substring(0, end));
            if (character != null) {
                return character + reference.substring(end);
            }
        }
        return "&" + reference;
    }

    private static String number(String digits) {
        boolean hex = digits.charAt(0) == 'x' || digits.charAt(0) == 'X';
        String plain = (hex ? digits.substring(1) : digits).replaceFirst("^0+(?=.)", "");
        int code = plain.length() > 8
                ? Integer.MAX_VALUE
                : (int) Math.min(Long.parseLong(plain, hex ? 16 : 10), Integer.MAX_VALUE);
        if (code == 0 || code > Character.MAX_CODE_POINT || (code >= 0xd800 && code <= 0xdfff)) {
            return "\ufffd";
        }
        if (code >= 0x80 && code <= 0x9f) {
            return String.valueOf(WINDOWS.charAt(code - 0x80));
        }
        if (code == 0x0d) {
            return "\r";
        }
        boolean noCharacter = code < 0x20 && code != '\t' && code != '\n' && code != '\f'
                || code == 0x7f
                || (code >= 0xfdd0 && code <= 0xfdef)
                || (code & 0xfffe) == 0xfffe;
        return noCharacter ? "" : Character.toString(code);
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        try (InputStream in = HtmlEntities.class.getResourceAsStream("entities.txt")) {
            if (in == null) {
                throw new IOException("entities.txt is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                var characters = new StringBuilder();
                for (int i = 1; i < parts.length; i++) {
                    characters.appendCodePoint(Integer.parseInt(parts[i], 16));
                }
                names.put(parts[0], characters.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
