package dev.weir.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One deployment as its journal tells it; its entries in order, at least one. */
record Deployment(String id, List<Entry> entries) {
    Deployment {
        entries = List.copyOf(entries);
    }

    /** All deployments of a journal, the latest last. */
    static List<Deployment> all(List<Entry> journal) {
        Map<String, List<Entry>> byId = new LinkedHashMap<>();
        for (Entry entry : journal) {
            byId.computeIfAbsent(entry.deployment(), _ -> new ArrayList<>()).add(entry);
        }
        return byId.entrySet().stream()
                .map(each -> new Deployment(each.getKey(), each.getValue()))
                .toList();
    }

    Entry first() {
        return entries.getFirst();
    }

    Entry last() {
        return entries.getLast();
    }

    /** Whether nothing has ended it. */
    boolean open() {
        return entries.stream().noneMatch(entry -> entry.step().ends());
    }

    boolean reached(Step step) {
        return entries.stream().anyMatch(entry -> entry.step() == step);
    }

    Optional<Entry> latest(Step step) {
        return entries.stream().filter(entry -> entry.step() == step).reduce((_, later) -> later);
    }

    /** The process that may write to it. */
    String owner() {
        return entries.stream()
                .filter(entry -> entry.step() == Step.BEGUN || entry.step() == Step.TAKEN_OVER)
                .reduce((_, later) -> later)
                .map(entry -> String.valueOf(entry.detail().get("run")))
                .orElse("");
    }

    /** Whether it swaps something that these swap, too. */
    boolean touches(List<Side> sides) {
        return !shared(sides(), sides).isEmpty();
    }

    /** What it swaps and these swap, too; each side may be connected to a database of its own. */
    List<String> shared(String connected, List<Side> sides, String theirs) {
        return shared(
                sides().stream().map(side -> side.seenFrom(connected)).toList(),
                sides.stream().map(side -> side.seenFrom(theirs)).toList());
    }

    private static List<String> shared(List<Side> ours, List<Side> theirs) {
        Set<String> names = theirs.stream().map(Side::shown).collect(Collectors.toSet());
        return ours.stream().map(Side::shown).filter(names::contains).toList();
    }

    private List<Side> sides() {
        return Side.allOf(first().detail().get("sides"));
    }

    /** The ids at the time of its swap; empty when it has not come so far. */
    List<Side> atSwap() {
        return latest(Step.PROMOTING)
                .map(entry -> Side.allOf(entry.detail().get("sides")))
                .orElse(List.of());
    }

    /** Whether the old side is still there, as far as the journal knows. */
    boolean keepsOld() {
        return (reached(Step.KEPT) || reached(Step.PROMOTED)) && !reached(Step.CLEANED) && !reached(Step.ROLLED_BACK);
    }

    /** Until when the old side is kept. */
    Instant keptUntil() {
        return latest(Step.KEPT)
                .map(entry -> Instant.parse(String.valueOf(entry.detail().get("until"))))
                .orElse(Instant.EPOCH);
    }

    /** For people: who, since when, how far. */
    String told() {
        Optional<@Nullable Object> why =
                latest(Step.FAILED).map(entry -> entry.detail().get("why"));
        return "by " + first().who() + " since " + time(first().at()) + "; last: "
                + last().step().wireName() + " at " + time(last().at())
                + (last().step() == Step.FAILED
                        ? " (" + why.map(String::valueOf).orElse("") + ")"
                        : "");
    }

    static String time(Instant instant) {
        return instant.toString()
                .replaceFirst("(\\.\\d+)?Z$", "Z")
                .replace('T', ' ')
                .replace("Z", " UTC");
    }
}
