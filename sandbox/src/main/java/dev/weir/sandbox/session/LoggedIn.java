package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.Frame;
import dev.weir.sandbox.backend.FrameReader;
import dev.weir.sandbox.backend.FrameWriter;
import dev.weir.sandbox.dialect.SqlError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The role that a session is for, let in. A role that was given a password must show it; one made with NOLOGIN stays out.
 *
 * @param parameters session variables' defaults for it: those of ALTER SYSTEM, then those of ALTER ROLE
 */
record LoggedIn(String id, String name, boolean superuser, Map<String, String> parameters) {
    LoggedIn {
        parameters = dev.weir.base.Ordered.copyOf(parameters);
    }

    /** What has to be known of a role before it is let in; one round trip. */
    static String question(String user) {
        String role = " FROM _weir.role WHERE name = " + Quoted.literal(user);
        return "SELECT id, login, coalesce(super, false), password" + role
                + "; SELECT name, value FROM (SELECT 1 AS place, name, value FROM _weir.parameter "
                + "UNION ALL SELECT 2, name, value FROM _weir.role_parameter WHERE role_id = (SELECT id" + role
                + ")) AS p ORDER BY place";
    }

    /**
     * Throws {@link SqlError} for who may not come in. Source: Materialize docs, "CREATE ROLE".
     *
     * @param answer to {@link #question}
     */
    static LoggedIn let(String user, List<List<@Nullable String>> answer, FrameReader in, FrameWriter out)
            throws IOException {
        if (answer.isEmpty() || answer.getFirst().size() != 4) {
            throw SqlError.of("28000", "role \"" + user + "\" does not exist")
                    .withHint("The roles materialize, mz_system and mz_support are there; CREATE ROLE makes others.");
        }
        List<@Nullable String> row = answer.getFirst();
        if ("f".equals(row.get(1))) throw SqlError.of("28000", "role is not allowed to login");
        String password = row.get(3);
        if (password != null
                && !digest(asked(in, out), password.split(":", 2)[0]).equals(password)) {
            throw SqlError.of("28P01", "invalid credentials");
        }
        var parameters = new LinkedHashMap<String, String>();
        for (List<@Nullable String> parameter : answer.subList(1, answer.size())) {
            if (SessionVariables.canonical(SessionContext.text(parameter, 0)).isPresent()) {
                parameters.put(SessionContext.text(parameter, 0), SessionContext.text(parameter, 1));
            }
        }
        return new LoggedIn(
                SessionContext.text(row, 0), user, SessionContext.text(row, 2).equals("t"), parameters);
    }

    /** SQL that tells PostgreSQL whose session it is. */
    String announced() {
        // The application's name is where mz_sessions finds role and start; what the client says of its own stays with
        // us.
        return "SET weir.role = " + Quoted.literal(id) + "; SET application_name = "
                + Quoted.literal(id + " " + System.currentTimeMillis());
    }

    private static String asked(FrameReader in, FrameWriter out) throws IOException {
        out.begin('R').int32(3).end();
        out.flush();
        Frame frame = in.read();
        return frame.type() == 'p' ? frame.text(0) : "";
    }

    /** What is kept of a password. */
    static String digest(String password) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        return digest(password, HexFormat.of().formatHex(salt));
    }

    private static String digest(String password, String salt) {
        try {
            byte[] bytes =
                    MessageDigest.getInstance("SHA-256").digest((salt + password).getBytes(StandardCharsets.UTF_8));
            return salt + ":" + HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
