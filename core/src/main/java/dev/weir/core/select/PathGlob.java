package dev.weir.core.select;

/**
 * Path patterns as Python's {@code Path.glob} reads them: {@code *} stays inside a folder name, {@code **} spans folders.
 */
final class PathGlob {
    private PathGlob() {}

    /** Whether the pattern takes the whole path, not only a folder it is in. */
    static boolean matchesWhole(String pattern, String path) {
        String[] wanted = pattern.split("/", -1);
        String[] parts = path.split("/", -1);
        return matches(wanted, 0, parts, 0);
    }

    private static boolean matches(String[] wanted, int at, String[] parts, int part) {
        if (at == wanted.length) {
            return part == parts.length;
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
