package dev.weir.packages;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as packages carry it: {@code 1.2.3}, {@code 1.2.3-rc1}, {@code 1.2.3rc1}, {@code 1.2.3+build}. Ordered as semver.org
 * says; builds do not count. Source: recorded table {@code golden/versions.tsv}.
 *
 * @param prerelease empty text where there is none
 * @param build empty text where there is none
 */
record SemanticVersion(int major, int minor, int patch, String prerelease, String build)
        implements Comparable<SemanticVersion> {
    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:(-?[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+([0-9A-Za-z.-]+))?");

    static Optional<SemanticVersion> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String suffix = parts.group(4) == null ? "" : parts.group(4);
        if (suffix.startsWith("-")) {
            suffix = suffix.substring(1);
        }
        return Optional.of(new SemanticVersion(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                suffix,
                parts.group(5) == null ? "" : parts.group(5)));
    }

    boolean early() {
        return !prerelease.isEmpty();
    }

    /** Whether both lead to the same release: {@code 1.0.0-rc1} and {@code 1.0.0} do. */
    boolean sameRelease(SemanticVersion other) {
        return major == other.major && minor == other.minor && patch == other.patch;
    }

    @Override
    public int compareTo(SemanticVersion other) {
        int order = Integer.compare(major, other.major);
        order = order != 0 ? order : Integer.compare(minor, other.minor);
        order = order != 0 ? order : Integer.compare(patch, other.patch);
        return order != 0 ? order : comparePrereleases(prerelease, other.prerelease);
    }

    private static int comparePrereleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty()); // a release comes after what led to it
        }
        String[] ones = one.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        for (int at = 0; at < Math.min(ones.length, others.length); at++) {
            int order = compareIdentifiers(ones[at], others[at]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.length, others.length);
    }

    private static int compareIdentifiers(String one, String other) {
        boolean oneNumber = isNumber(one);
        boolean otherNumber = isNumber(other);
        if (oneNumber && otherNumber) {
            int order = Integer.compare(one.length(), other.length());
            return order != 0 ? order : one.compareTo(other);
        }
        return oneNumber == otherNumber ? one.compareTo(other) : oneNumber ? -1 : 1;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(each -> each >= '0' && each <= '9');
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (early() ? "-" + prerelease : "")
                + (build.isEmpty() ? "" : "+" + build);
    }
}
