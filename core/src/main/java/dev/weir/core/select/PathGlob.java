package dev.weir.core.select;

/**
 * Path patterns as Python's {@code Path.glob} reads them: {@code *} stays inside a folder name, {@code **} spans folders. A
 * pattern that matches a folder takes everything below it.
 */
final class PathGlob {
    private PathGlob() {}

    static boolean matches(String pattern, String path) {
        String[] wanted = pattern.split("/", -1);
        String[] parts = path.split("/", -1);
        return matches(wanted, 0, parts, 0);
    }

    private static boolean matches(String[] wanted, int at, String[] parts, int part) {
        if (at == wanted.length) {
            return true; // the rest of the path is below what matched
        }
        if (wanted[at].isEmpty() && at == wanted.length - 1) {
            return true;
        }
        if (wanted[at].equals("**")) {
            for (int next = part; next <= parts.length; next++) {
                if (matches(wanted, at + 1, parts, next)) {
                    return true;
                }
            }
            return false;
        }
        return part < parts.length && Glob.matches(wanted[at], parts[part]) && matches(wanted, at + 1, parts, part + 1);
    }
}
