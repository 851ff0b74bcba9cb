package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;

/** Environment variables whose values nobody may be told. Source: dbt docs, "Secret environment variables". */
public final class SecretVariables {
    private static final String PREFIX = "DBT_ENV_SECRET";

    private SecretVariables() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean named(String name) {
        return name.startsWith(PREFIX);
    }

    /** What is thrown where a secret is read and may not be. */
    public static WeirException refused(DiagnosticCode code, String name) {
        return new WeirException(Diagnostic.of(code, "secret \"" + name + "\" may not be read here")
                .inWordsOfDbt("Secret env vars are allowed only in profiles.yml or packages.yml. Found '" + name
                        + "' referenced elsewhere."));
    }
}
