package dev.weir.jinja.value;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Text as Python counts it: by code points. Text without surrogates takes the short way. */
final class Strings {
    private Strings() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isPlain(String text) {
        return length(text) == text.length();
    }

    /** The character at an index counted from either end; null when there is none. */
    static @Nullable String character(String text, long index) {
        int length = length(text);
        long place = index < 0 ? index + length : index;
        if (place < 0 || place >= length) {
            return null;
        }
        if (length == text.length()) {
            return String.valueOf(text.charAt((int) place));
        }
        return Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) place)));
    }

    static Iterator<Object> characters(String text) {
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public Object next() {
                if (at >= text.length()) {
                    throw new NoSuchElementException();
                }
                int c = text.codePointAt(at);
                at += Character.charCount(c);
                return Character.toString(c);
            }
        };
    }

    static String slice(String text, Slice slice) {
        if (isPlain(text)) {
            var bounds = slice.within(text.length());
            if (bounds.step() == 1) {
                return bounds.count() == 0 ? "" : text.substring(bounds.start(), bounds.stop());
            }
            var picked = new StringBuilder(bounds.count());
            int at = bounds.start();
            for (int i = 0; i < bounds.count(); i++, at += bounds.step()) {
                picked.append(text.charAt(at));
            }
            return picked.toString();
        }
        int[] points = text.codePoints().toArray();
        var bounds = slice.within(points.length);
        var picked = new StringBuilder(bounds.count());
        int at = bounds.start();
        for (int i = 0; i < bounds.count(); i++, at += bounds.step()) {
            picked.appendCodePoint(points[at]);
        }
        return picked.toString();
    }

    /** Order by code points, which differs from Java's only where surrogates meet characters above them. */
    static int order(String a, String b) {
        int size = Math.min(a.length(), b.length());
        for (int i = 0; i < size; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean leftHigh = Character.isSurrogate(left);
                return leftHigh == Character.isSurrogate(right) ? left - right : leftHigh ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    /** The place in code points of an offset. */
    static long place(String text, int offset) {
        return text.codePointCount(0, offset);
    }

    /** The offset of a place in code points. */
    static int offset(String text, int place) {
        return isPlain(text) ? place : text.offsetByCodePoints(0, place);
    }
}
