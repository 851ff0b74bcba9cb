package dev.weir.sandbox.dialect;

import java.nio.charset.StandardCharsets;

/**
 * What Jazzer calls with text of its making: whatever the text, it is understood or refused with an {@link SqlError}, and soon.
 * {@code ./dev fuzz sandbox} looks for text that breaks this; {@link StatementFuzzerTest} goes through the texts kept.
 */
public final class StatementFuzzer {
    private StatementFuzzer() {}

    /** The name Jazzer asks for. */
    public static void fuzzerTestOneInput(byte[] data) {
        tryOut(new String(data, StandardCharsets.UTF_8));
    }

    /** Parses; anything but an error with a place in the text leaves as it is. */
    static void tryOut(String text) {
        try {
            for (ParsedStatement statement : StatementParser.parse(text)) {
                if (!text.contains(statement.text())) throw new AssertionError("text of its own: " + statement.text());
            }
        } catch (SqlError refused) {
            if (refused.position() > text.length()) throw new AssertionError("place beyond the text", refused);
        }
    }
}
