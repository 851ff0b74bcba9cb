package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** SQL for PostgreSQL, and the way back from its positions to those in the client's text. */
final class Rewritten {
    private final String sql;
    private final List<Piece> pieces;
    private final List<RelationUse> relations;

    private Rewritten(String sql, List<Piece> pieces, List<RelationUse> relations) {
        this.sql = sql;
        this.pieces = List.copyOf(pieces);
        this.relations = List.copyOf(relations);
    }

    /** A run of text: verbatim from the source when {@code verbatim}, else it replaces what begins there. */
    private record Piece(int at, int length, int source, boolean verbatim) {}

    String sql() {
        return sql;
    }

    /** The offset in the client's text for one in ours, both from 0. */
    Optional<Integer> sourceOffset(int offset) {
        for (Piece piece : pieces) {
            if (offset >= piece.at() && offset < piece.at() + Math.max(piece.length(), 1)) {
                return Optional.of(piece.verbatim() ? piece.source() + offset - piece.at() : piece.source());
            }
        }
        if (pieces.isEmpty() || offset < sql.length()) return Optional.empty();
        Piece last = pieces.getLast();
        return Optional.of(last.source() + (last.verbatim() ? last.length() : 0));
    }

    /** The relation named at an offset of the client's text. */
    Optional<Name> relationAt(int sourceOffset) {
        for (RelationUse use : relations) {
            if (sourceOffset >= use.start() && sourceOffset < use.end()) return Optional.of(use.name());
        }
        return Optional.empty();
    }

    static Rewritten of(SqlFragment fragment, Naming naming, String database) {
        return new Builder(naming, database).add(fragment).build();
    }

    /** Text that has no counterpart in what the client sent. */
    static Rewritten ofOurs(String sql) {
        return new Rewritten(sql, List.of(), List.of());
    }

    /** Puts together our text and fragments of the client's. */
    static final class Builder {
        private final Naming naming;
        private final String database;
        private final StringBuilder sql = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<RelationUse> relations = new ArrayList<>();

        Builder(Naming naming, String database) {
            this.naming = naming;
            this.database = database;
        }

        Builder add(String ours) {
            sql.append(ours);
            return this;
        }

        Builder add(SqlFragment fragment) {
            naming.collections().require(fragment.collections());
            relations.addAll(fragment.relations());
            var changes = new ArrayList<SqlFragment.Edit>(fragment.edits());
            for (RelationUse use : fragment.relations()) {
                naming.requireServed(use.name());
                if (use.name().schema().isPresent()) changes.add(physical(use));
            }
            changes.sort(
                    java.util.Comparator.comparingInt(SqlFragment.Edit::start).thenComparingInt(SqlFragment.Edit::end));
            int at = fragment.start();
            for (SqlFragment.Edit change : changes) {
                if (change.start() < at || change.end() > fragment.end()) continue;
                verbatim(fragment.source(), at, change.start());
                pieces.add(new Piece(sql.length(), change.replacement().length(), change.start(), false));
                sql.append(change.replacement());
                at = change.end();
            }
            verbatim(fragment.source(), at, fragment.end());
            return this;
        }

        private SqlFragment.Edit physical(RelationUse use) {
            try {
                return new SqlFragment.Edit(use.start(), use.end(), naming.relation(database, use.name()));
            } catch (dev.weir.sandbox.dialect.SqlError e) {
                throw e.at(use.start());
            }
        }

        private void verbatim(String source, int from, int to) {
            if (to <= from) return;
            pieces.add(new Piece(sql.length(), to - from, from, true));
            sql.append(source, from, to);
        }

        Rewritten build() {
            return new Rewritten(sql.toString(), pieces, relations);
        }
    }
}
