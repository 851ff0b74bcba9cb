package dev.weir.base;

import java.util.Collection;
import java.util.Optional;

/** The known name most like a misspelt one, for hints. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the known names; empty when none is near enough to be meant. */
    public static Optional<String> to(String written, Collection<String> known) {
        int best = Math.max(1, written.length() / 3) + 1;
        String nearest = "";
        for (String name : known) {
            if (Math.abs(name.length() - written.length()) >= best) {
                continue;
            }
            int distance = distance(written, name, best);
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    /** Edits between two texts (insert, delete, replace, swap neighbours); at least {@code limit} when there are that many. */
    private static int distance(String first, String second, int limit) {
        int width = second.length() + 1;
        int[] before = new int[width];
        int[] previous = new int[width];
        int[] current = new int[width];
        for (int column = 0; column < width; column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= first.length(); row++) {
            current[0] = row;
            int least = row;
            for (int column = 1; column < width; column++) {
                int cost = first.charAt(row - 1) == second.charAt(column - 1) ? 0 : 1;
                int edits = Math.min(Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + cost);
                if (row > 1
                        && column > 1
                        && first.charAt(row - 1) == second.charAt(column - 2)
                        && first.charAt(row - 2) == second.charAt(column - 1)) {
                    edits = Math.min(edits, before[column - 2] + 1);
                }
                current[column] = edits;
                least = Math.min(least, edits);
            }
            if (least >= limit) {
                return limit;
            }
            int[] spare = before;
            before = previous;
            previous = current;
            current = spare;
        }
        return previous[width - 1];
    }
}
