package dev.weir.packages;

import dev.weir.core.project.SecretVariables;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user and password that stand in the address of a repository, and the address without them. Git is given them through its
 * environment, by a credential helper of one line: what stands on a command line is seen by everybody on the machine.
 */
record GitCredentials(String address, String origin, String user, String password) {
    private static final String USER = "WEIR_GIT_USER";
    private static final String PASSWORD = "WEIR_GIT_PASSWORD";
    private static final String HELPER = "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$" + USER
            + "\" \"$" + PASSWORD + "\"; }; f";

    /**
     * Those of an {@code http} or {@code https} address. A user alone is one that git finds a password for by itself, unless it is
     * a secret: tokens are given that way.
     *
     * @param environment where secrets are told by their names
     */
    static Optional<GitCredentials> of(String written, Map<String, String> environment) {
        int start = written.startsWith("https://") ? 8 : written.startsWith("http://") ? 7 : -1;
        if (start < 0) {
            return Optional.empty();
        }
        int slash = written.indexOf('/', start);
        int end = slash < 0 ? written.length() : slash;
        int at = written.lastIndexOf('@', end);
        if (at < start) {
            return Optional.empty();
        }
        String given = written.substring(start, at);
        int colon = given.indexOf(':');
        if (colon < 0 && !secret(given, environment)) {
            return Optional.empty();
        }
        String scheme = written.substring(0, start);
        return Optional.of(new GitCredentials(
                scheme + written.substring(at + 1),
                scheme + written.substring(at + 1, end),
                decoded(colon < 0 ? given : given.substring(0, colon)),
                colon < 0 ? "" : decoded(given.substring(colon + 1))));
    }

    private static boolean secret(String given, Map<String, String> environment) {
        return environment.entrySet().stream()
                .anyMatch(each -> SecretVariables.named(each.getKey())
                        && !each.getValue().isEmpty()
                        && given.contains(each.getValue()));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** What git is told before its verb: no other helper is asked, or told, about this server. */
    List<String> options() {
        String key = "credential." + origin + ".helper=";
        return List.of("-c", key, "-c", key + HELPER);
    }

    Map<String, String> variables() {
        return Map.of(USER, user, PASSWORD, password);
    }

    @Override
    public String toString() {
        return address;
    }
}
