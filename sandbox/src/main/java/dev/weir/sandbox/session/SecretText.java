package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Lexer;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.Token;
import java.util.List;
import java.util.Locale;

/** Statement texts that may hold a secret, and how they are shown: their string literals are stars. */
final class SecretText {
    private static final String STARS = "'***'";
    private static final List<String> TELLTALES = List.of("secret", "password", "access key", "token", "credential");

    private SecretText() {}

    /** Whether it speaks of a secret; whether rightly so is not asked. */
    static boolean in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String telltale : TELLTALES) if (lower.contains(telltale)) return true;
        return lower.contains("access") && lower.contains("key");
    }

    /** With every string literal masked; all of it where it cannot be told what is one. */
    static String masked(String text) {
        List<Token> tokens;
        try {
            tokens = Lexer.tokenize(text);
        } catch (SqlError e) {
            int quote = text.indexOf('\'');
            int dollar = text.indexOf('$');
            int cut = quote < 0 ? dollar : dollar < 0 ? quote : Math.min(quote, dollar);
            return cut < 0 ? text : text.substring(0, cut) + STARS;
        }
        var shown = new StringBuilder();
        int at = 0;
        for (Token token : tokens) {
            if (token.kind() != Token.Kind.STRING) continue;
            shown.append(text, at, token.start()).append(STARS);
            at = token.end();
        }
        return shown.append(text, at, text.length()).toString();
    }
}
