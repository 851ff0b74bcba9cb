package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.Locale;

/** Which tests come along with the nodes they test. Source: dbt docs, "Test selection examples". */
public enum IndirectSelection {
    /** A test that touches any selected node. */
    EAGER,
    /** A test all of whose parents are selected. */
    CAUTIOUS,
    /** A test all of whose parents are selected or above what is selected. */
    BUILDABLE,
    /** None. */
    EMPTY;

    /** Reads dbt's word. Throws {@code SEL-001} for any other. */
    public static IndirectSelection of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "eager" -> EAGER;
            case "cautious" -> CAUTIOUS;
            case "buildable" -> BUILDABLE;
            case "empty" -> EMPTY;
            default ->
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.SEL_001, "\"" + word + "\" is no way to select tests indirectly")
                                .inWordsOfDbt("'" + word + "' is not a valid IndirectSelection")
                                .withHint("Use eager, cautious, buildable or empty."));
        };
    }
}
