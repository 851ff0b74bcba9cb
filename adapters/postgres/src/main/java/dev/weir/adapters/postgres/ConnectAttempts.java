package dev.weir.adapters.postgres;

import dev.weir.adapter.Credentials;
import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.util.function.Supplier;

/** The tries of a profile's {@code retries}: one more than the number, pausing 0, 1, 4, 9 … seconds before each retry. */
public final class ConnectAttempts {
    private final Credentials credentials;
    private final int retries;

    private ConnectAttempts(Credentials credentials, int retries) {
        this.credentials = credentials;
        this.retries = retries;
    }

    public static ConnectAttempts of(Credentials credentials) {
        return new ConnectAttempts(credentials, credentials.number("retries").orElse(1));
    }

    /** @throws WeirException {@code ADP-001} with the words of the last try */
    public <T> T open(Supplier<T> opener) {
        for (int attempt = 0; ; attempt++) {
            try {
                return opener.get();
            } catch (DatabaseException e) {
                if (attempt >= retries) {
                    throw refused(e);
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(1000L * attempt * attempt);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    public WeirException refused(DatabaseException e) {
        String where = credentials.text("host").orElse("") + ":"
                + credentials.text("port").orElse("");
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.ADP_001, "no connection to " + where)
                .inWordsOfDbt(e.words().stripTrailing())
                .withHint("Check host, port, user and password of the profile with: weir debug");
        return new WeirException(diagnostic, e);
    }
}
