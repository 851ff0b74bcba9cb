package dev.weir.core.context.database;

import dev.weir.adapter.Relation;
import dev.weir.adapter.RelationPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known to stand in the database, schema by schema, kept true as nodes create, rename and drop. Names are compared
 * without case. Thread-safe. What one thread changes can be taken back: {@link #recorded}.
 */
public final class RelationCache {
    private static final ScopedValue<Undo> UNDO = ScopedValue.newInstance();

    private final ReentrantLock drops = new ReentrantLock();

    private final Map<RelationPath, Relation> relations = new LinkedHashMap<>();
    private final RelationLinks links = new RelationLinks();
    private final Set<RelationPath> schemas = new HashSet<>();

    /** How to take changes back, the last one first. */
    public static final class Undo {
        private final Deque<Runnable> steps = new ArrayDeque<>();
    }

    /**
     * Held while a relation is dropped with all that depends on it: two such statements lock what depends on both in different
     * orders, and lose time and tries over it. Not to be waited for by who holds locks of the database.
     */
    Lock drops() {
        return drops;
    }

    /** Whether something is known to depend on it. */
    synchronized boolean leadsOn(RelationPath path) {
        return !links.dependents(path.lowered()).isEmpty();
    }

    /** Does work whose changes {@link #takeBack} can undo. */
    public <T> T recorded(Undo undo, Supplier<T> work) {
        return ScopedValue.where(UNDO, undo).call(work::get);
    }

    public synchronized void takeBack(Undo undo) {
        while (!undo.steps.isEmpty()) {
            undo.steps.pop().run();
        }
    }

    private static void undoneBy(Runnable step) {
        if (UNDO.isBound()) {
            UNDO.get().steps.push(step);
        }
    }

    private static RelationPath schemaKey(Optional<String> database, String schema) {
        return new RelationPath(
                database.map(name -> name.toLowerCase(Locale.ROOT)),
                Optional.of(schema.toLowerCase(Locale.ROOT)),
                Optional.empty());
    }

    /** Whether the relations of this schema have been listed. */
    public synchronized boolean knows(Optional<String> database, String schema) {
        return schemas.contains(schemaKey(database, schema));
    }

    /** Replaces what is known of a schema. */
    public synchronized void load(Optional<String> database, String schema, List<Relation> found) {
        RelationPath key = schemaKey(database, schema);
        schemas.add(key);
        relations.keySet().removeIf(path -> inSchema(path, key));
        for (Relation relation : found) {
            relations.put(relation.path().lowered(), relation);
        }
    }

    private static boolean inSchema(RelationPath path, RelationPath schema) {
        return path.database().equals(schema.database()) && path.schema().equals(schema.schema());
    }

    /** Records that dropping {@code referenced} with cascade drops {@code dependent} too. */
    public synchronized void link(RelationPath referenced, RelationPath dependent) {
        links.add(referenced.lowered(), dependent.lowered());
    }

    public synchronized void add(Relation relation) {
        RelationPath path = relation.path().lowered();
        Relation before = relations.put(path, relation);
        undoneBy(() -> restore(path, before));
    }

    private void restore(RelationPath path, @Nullable Relation before) {
        if (before == null) {
            relations.remove(path);
        } else {
            relations.put(path, before);
        }
    }

    /** Forgets a relation and all that depended on it. */
    public synchronized void drop(RelationPath path) {
        Deque<RelationPath> doomed = new ArrayDeque<>();
        doomed.add(path.lowered());
        while (!doomed.isEmpty()) {
            RelationPath each = doomed.poll();
            Relation before = relations.remove(each);
            undoneBy(() -> restore(each, before));
            Set<RelationPath> further = links.removeDependents(each);
            if (!further.isEmpty()) {
                doomed.addAll(further);
                undoneBy(() -> further.forEach(dependent -> links.add(each, dependent)));
            }
        }
    }

    public synchronized void rename(RelationPath from, Relation to) {
        RelationPath old = from.lowered();
        RelationPath now = to.path().lowered();
        Relation known = relations.remove(old);
        Relation covered = relations.put(now, known == null || to.type().isPresent() ? to : to.withType(known.type()));
        undoneBy(() -> {
            restore(now, covered);
            restore(old, known);
            links.rename(now, old);
        });
        links.rename(old, now);
    }

    public synchronized void dropSchema(Optional<String> database, String schema) {
        RelationPath key = schemaKey(database, schema);
        relations.keySet().removeIf(path -> inSchema(path, key));
        schemas.remove(key);
    }

    /** A new schema: known, and empty unless more is known already. */
    public synchronized void addSchema(Optional<String> database, String schema) {
        schemas.add(schemaKey(database, schema));
    }

    /** The relations of a schema, in the order they were listed or made. */
    public synchronized List<Relation> inSchema(Optional<String> database, String schema) {
        RelationPath key = schemaKey(database, schema);
        List<Relation> found = new ArrayList<>();
        for (Map.Entry<RelationPath, Relation> each : relations.entrySet()) {
            if (inSchema(each.getKey(), key)) {
                found.add(each.getValue());
            }
        }
        return found;
    }

    /** The relation of that name, whatever the case of its letters. */
    public synchronized Optional<Relation> find(RelationPath path) {
        return Optional.ofNullable(relations.get(path.lowered()));
    }
}
