package dev.weir.adapters.materialize;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.Optional;

/** The versions of Materialize we talk to: 0.68.0 and newer. */
final class SupportedVersions {
    private static final int[] OLDEST = {0, 68, 0};

    private SupportedVersions() {}

    /** @param announced the parameter {@code mz_version}, as {@code "v0.164.0-dev (937dfde5e)"} */
    static void check(Optional<String> announced) {
        if (announced.isEmpty()) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_011, "the server is not Materialize")
                    .inWordsOfDbt("The server announced no Materialize version (parameter \"mz_version\").")
                    .withHint(
                            "A profile of type materialize needs a Materialize server; for PostgreSQL use type: postgres, "
                                    + "and for the built-in sandbox add sandbox: true"));
        }
        String word = announced.get().split(" ", 2)[0];
        String version = word.startsWith("v") ? word.substring(1) : word;
        if (olderThanOldest(version)) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_012, "the server's Materialize is too old")
                    .inWordsOfDbt("Detected unsupported Materialize version " + version
                            + "\n  Supported versions: >=0.68.0"));
        }
    }

    private static boolean olderThanOldest(String version) {
        String[] parts = version.split("[.\\-+]", -1);
        for (int at = 0; at < OLDEST.length; at++) {
            int part = at < parts.length ? number(parts[at]) : 0;
            if (part != OLDEST[at]) {
                return part < OLDEST[at];
            }
        }
        return false;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
