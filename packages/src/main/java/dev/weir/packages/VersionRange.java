package dev.weir.packages;

import dev.weir.packages.VersionBound.Operator;
import java.util.List;
import java.util.Optional;

/**
 * The versions that meet all of some bounds. Source: recorded table {@code golden/versions.tsv}.
 *
 * @param from the strictest lower bound, or the exact version
 * @param to the strictest upper bound, or the exact version
 */
record VersionRange(Optional<VersionBound> from, Optional<VersionBound> to) {
    /** What meets all bounds; empty when nothing can. */
    static Optional<VersionRange> of(List<VersionBound> bounds) {
        Optional<VersionBound> exact = Optional.empty();
        Optional<VersionBound> from = Optional.empty();
        Optional<VersionBound> to = Optional.empty();
        for (VersionBound bound : bounds) {
            if (bound.operator() == Operator.EXACTLY) {
                if (exact.isPresent() && exact.get().version().compareTo(bound.version()) != 0) {
                    return Optional.empty();
                }
                exact = exact.or(() -> Optional.of(bound));
            } else if (bound.operator().lower()) {
                from = Optional.of(from.map(other -> stricter(other, bound, 1)).orElse(bound));
            } else {
                to = Optional.of(to.map(other -> stricter(other, bound, -1)).orElse(bound));
            }
        }
        VersionRange range = new VersionRange(from, to);
        if (exact.isPresent()) {
            return range.holds(exact.get().version()) ? Optional.of(new VersionRange(exact, exact)) : Optional.empty();
        }
        return range.possible() ? Optional.of(range) : Optional.empty();
    }

    private static VersionBound stricter(VersionBound one, VersionBound other, int direction) {
        int order = one.version().compareTo(other.version()) * direction;
        if (order == 0) {
            return one.operator() == Operator.ABOVE || one.operator() == Operator.BELOW ? one : other;
        }
        return order > 0 ? one : other;
    }

    private boolean possible() {
        if (from.isEmpty() || to.isEmpty()) {
            return true;
        }
        int order = from.get().version().compareTo(to.get().version());
        boolean closed = from.get().operator() == Operator.FROM && to.get().operator() == Operator.UP_TO;
        return order < 0 || order == 0 && closed;
    }

    /** Whether a version meets the bounds; what leads to an excluded upper release does not. */
    boolean holds(SemanticVersion version) {
        boolean leadsToEnd = version.early()
                && to.filter(end -> end.operator() == Operator.BELOW
                                && !end.version().early()
                                && end.version().sameRelease(version))
                        .isPresent();
        return !leadsToEnd && holdsExactly(version);
    }

    private boolean holdsExactly(SemanticVersion version) {
        return from.map(bound -> meets(bound, version)).orElse(true)
                && to.map(bound -> meets(bound, version)).orElse(true);
    }

    private static boolean meets(VersionBound bound, SemanticVersion version) {
        int order = version.compareTo(bound.version());
        return switch (bound.operator()) {
            case EXACTLY -> order == 0;
            case FROM -> order >= 0;
            case ABOVE -> order > 0;
            case UP_TO -> order <= 0;
            case BELOW -> order < 0;
        };
    }

    /** As error texts show it. */
    @Override
    public String toString() {
        if (from.isEmpty() && to.isEmpty()) {
            return "ANY";
        }
        if (from.isPresent() && to.isPresent()) {
            return from.get() + ", " + to.get();
        }
        return from.or(() -> to).orElseThrow().toString();
    }
}
