package dev.weir.cli.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names like a misspelled one, as Python's {@code difflib.get_close_matches} finds them: likeness is twice the length of the
 * matching blocks over both lengths, at least 0.6, the best three. Source: dbt's suggestions in recorded cases.
 */
final class NearNames {
    private static final double LEAST = 0.6;
    private static final int MOST = 3;

    private NearNames() {}

    private record Near(String name, double likeness) {}

    /** {@code " Did you mean 'run'?"}, or the like for several; empty when nothing is near. */
    static String suggestion(String word, List<String> names, String words) {
        List<String> near = of(word, names);
        return switch (near.size()) {
            case 0 -> "";
            case 1 -> " " + words + "'" + near.getFirst() + "'?";
            default ->
                " (" + words + "one of: '"
                        + String.join("', '", near.stream().sorted().toList()) + "'?)";
        };
    }

    private static List<String> of(String word, List<String> names) {
        List<Near> near = new ArrayList<>();
        for (String name : names.stream().distinct().toList()) {
            double likeness = 2.0 * matching(name, word) / (name.length() + word.length());
            if (likeness >= LEAST) {
                near.add(new Near(name, likeness));
            }
        }
        near.sort(Comparator.comparingDouble(Near::likeness)
                .thenComparing(Near::name)
                .reversed());
        return near.stream().limit(MOST).map(Near::name).toList();
    }

    /** Letters in the longest common block and, on both sides of it, likewise. */
    private static int matching(String left, String right) {
        int best = 0;
        int bestLeft = 0;
        int bestRight = 0;
        for (int i = 0; i < left.length(); i++) {
            for (int j = 0; j < right.length(); j++) {
                int length = 0;
                while (i + length < left.length()
                        && j + length < right.length()
                        && left.charAt(i + length) == right.charAt(j + length)) {
                    length++;
                }
                if (length > best) {
                    best = length;
                    bestLeft = i;
                    bestRight = j;
                }
            }
        }
        return best == 0
                ? 0
                : best
                        + matching(left.substring(0, bestLeft), right.substring(0, bestRight))
                        + matching(left.substring(bestLeft + best), right.substring(bestRight + best));
    }
}
