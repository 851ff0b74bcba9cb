package dev.weir.core.select;

import java.util.List;

/** The first line in which two texts differ, in words. */
final class LineDifference {
    private LineDifference() {}

    static String of(String before, String now) {
        List<String> earlier = before.lines().toList();
        List<String> later = now.lines().toList();
        int at = 0;
        while (at < earlier.size() && at < later.size() && earlier.get(at).equals(later.get(at))) {
            at++;
        }
        if (at == later.size() && at == earlier.size()) {
            return "line ends";
        }
        if (at == later.size()) {
            return "lines after line " + at + " are gone";
        }
        return "line " + (at + 1) + ": " + later.get(at).strip();
    }
}
