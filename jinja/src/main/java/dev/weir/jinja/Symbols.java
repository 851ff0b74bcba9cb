package dev.weir.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of one scope while it is being resolved: what is read, what is assigned, and where each begins. */
final class Symbols {
    /** The slots of one frame: the template, a macro, a call block, a level of a recursive loop. */
    static final class Unit {
        final @Nullable Unit parent;
        private int size;

        Unit(@Nullable Unit parent) {
            this.parent = parent;
        }

        int take() {
            return size++;
        }

        int size() {
            return size;
        }
    }

    record Place(Unit unit, int slot) {}

    enum Load {
        PARAMETER,
        GLOBAL,
        MISSING,
        ALIAS
    }

    /** How a slot gets its first value. */
    record Entry(Load load, @Nullable Place outer) {}

    private static final Entry PARAMETER = new Entry(Load.PARAMETER, null);
    private static final Entry GLOBAL = new Entry(Load.GLOBAL, null);
    private static final Entry MISSING = new Entry(Load.MISSING, null);

    private final @Nullable Symbols parent;
    private final Unit unit;
    private final Map<String, Integer> slots;
    private final Map<String, Entry> entries;
    private final Set<String> stores;

    private Symbols(
            @Nullable Symbols parent,
            Unit unit,
            Map<String, Integer> slots,
            Map<String, Entry> entries,
            Set<String> stores) {
        this.parent = parent;
        this.unit = unit;
        this.slots = slots;
        this.entries = entries;
        this.stores = stores;
    }

    static Symbols root() {
        return new Symbols(null, new Unit(null), new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** A scope within this one, in the same frame. */
    Symbols inner() {
        return new Symbols(this, unit, new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** A scope within this one, in a frame of its own. */
    Symbols innerFrame() {
        return new Symbols(this, new Unit(unit), new HashMap<>(), new LinkedHashMap<>(), new HashSet<>());
    }

    /** This scope as one branch of an {@code if} sees it. */
    Symbols branch() {
        return new Symbols(parent, unit, slots, new LinkedHashMap<>(entries), new HashSet<>(stores));
    }

    Unit unit() {
        return unit;
    }

    Map<String, Entry> entries() {
        return entries;
    }

    boolean stores(String name) {
        return stores.contains(name);
    }

    int slot(String name) {
        Integer slot = slots.get(name);
        if (slot == null) {
            slot = unit.take();
            slots.put(name, slot);
        }
        return slot;
    }

    @Nullable
    Place find(String name) {
        for (Symbols scope = this; scope != null; scope = scope.parent) {
            if (scope.entries.containsKey(name)) {
                return new Place(scope.unit, scope.slot(name));
            }
        }
        return null;
    }

    private @Nullable Place findOuter(String name) {
        return parent == null ? null : parent.find(name);
    }

    void load(String name) {
        if (find(name) == null) {
            slot(name);
            entries.put(name, GLOBAL);
        }
    }

    void store(String name) {
        stores.add(name);
        if (!entries.containsKey(name)) {
            Place outer = findOuter(name);
            slot(name);
            entries.put(name, outer == null ? MISSING : new Entry(Load.ALIAS, outer));
        }
    }

    int parameter(String name) {
        stores.add(name);
        entries.put(name, PARAMETER);
        return slot(name);
    }

    /** Takes in what the branches of an {@code if} did; what only some of them assign keeps its outer value in the others. */
    void join(List<Symbols> branches) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Symbols branch : branches) {
            for (String name : branch.stores) {
                if (!stores.contains(name)) {
                    counts.merge(name, 1, Integer::sum);
                }
            }
        }
        for (Symbols branch : branches) {
            entries.putAll(branch.entries);
            stores.addAll(branch.stores);
        }
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            if (count.getValue() == branches.size()) {
                continue;
            }
            Place outer = findOuter(count.getKey());
            entries.put(count.getKey(), outer == null ? GLOBAL : new Entry(Load.ALIAS, outer));
        }
    }

    /** Fills in what entering the scope does to the slots. */
    void bind(dev.weir.jinja.tree.Scope scope) {
        List<Integer> aliases = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        List<Integer> fresh = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            int slot = slot(entry.getKey());
            Place outer = entry.getValue().outer();
            switch (entry.getValue().load()) {
                case PARAMETER -> {}
                case MISSING -> missing.add(slot);
                case GLOBAL -> {
                    if (stores.contains(entry.getKey())) {
                        fresh.add(slot);
                    }
                }
                case ALIAS -> {
                    if (outer != null) {
                        aliases.add(slot);
                        aliases.add(distance(outer.unit()));
                        aliases.add(outer.slot());
                    }
                }
            }
        }
        scope.bind(array(aliases), array(missing), array(fresh));
    }

    /** How many frames outwards a frame is. */
    int distance(Unit outer) {
        int distance = 0;
        for (Unit at = unit; at != null && at != outer; at = at.parent) {
            distance++;
        }
        return distance;
    }

    private static int[] array(List<Integer> numbers) {
        int[] array = new int[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }
}
