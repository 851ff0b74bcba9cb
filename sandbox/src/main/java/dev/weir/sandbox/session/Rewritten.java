package dev.weir.sandbox.session;

import dev.weir.sandbox.dialect.Name;
import dev.weir.sandbox.dialect.SqlError;
import dev.weir.sandbox.dialect.SqlFragment;
import dev.weir.sandbox.dialect.SqlFragment.RelationUse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** SQL for PostgreSQL, and the way back from its positions to those in the client's text. */
final class Rewritten {
    private final String sql;
    private final List<Piece> pieces;
    private final List<RelationUse> relations;
    private final boolean reads;

    private Rewritten(String sql, List<Piece> pieces, List<RelationUse> relations, boolean reads) {
        this.sql = sql;
        this.reads = reads;
        this.pieces = List.copyOf(pieces);
        this.relations = List.copyOf(relations);
    }

    /** A run of text: verbatim from the source when {@code verbatim}, else it replaces what begins there. */
    private record Piece(int at, int length, int source, boolean verbatim) {}

    String sql() {
        return sql;
    }

    /** Whether it reads relations, rather than constants alone. */
    boolean reads() {
        return reads;
    }

    /** With text of ours around it. */
    Rewritten within(String before, String after) {
        var moved = new ArrayList<Piece>();
        for (Piece piece : pieces) {
            moved.add(new Piece(piece.at() + before.length(), piece.length(), piece.source(), piece.verbatim()));
        }
        return new Rewritten(before + sql + after, moved, relations, reads);
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

    static Rewritten of(SqlFragment fragment, Naming naming, SessionVariables variables) {
        return new Builder(naming, variables).add(fragment).build();
    }

    /** Text that has no counterpart in what the client sent. */
    static Rewritten ofOurs(String sql) {
        return new Rewritten(sql, List.of(), List.of(), false);
    }

    /** Puts together our text and fragments of the client's. */
    static final class Builder {
        private final Naming naming;
        private final SessionVariables variables;
        private final StringBuilder sql = new StringBuilder();
        private final List<Piece> pieces = new ArrayList<>();
        private final List<RelationUse> relations = new ArrayList<>();
        /** How many relations are read, which what is written to is not. */
        private int read;

        Builder(Naming naming, SessionVariables variables) {
            this.naming = naming;
            this.variables = variables;
        }

        Builder add(String ours) {
            sql.append(ours);
            return this;
        }

        Builder add(SqlFragment fragment) {
            naming.collections().require(fragment.collections());
            relations.addAll(fragment.relations());
            read += fragment.relations().size() - (fragment.beginsWith("insert", "copy") ? 1 : 0);
            var changes = new ArrayList<Change>();
            for (SqlFragment.Edit edit : fragment.edits()) {
                changes.add(new Change(edit.start(), edit.end(), edit.parts(), Optional.empty()));
            }
            for (RelationUse use : fragment.relations()) {
                naming.requireServed(use.name());
                changes.add(new Change(use.start(), use.end(), List.of(), Optional.of(use)));
            }
            for (SqlFragment.ShowUse use : fragment.shows()) {
                String rows =
                        new ShowQueries(naming, variables).rows(use.show()).sql();
                changes.add(
                        new Change(use.start(), use.end(), List.of(new SqlFragment.Part.Text(rows)), Optional.empty()));
            }
            Collections.sort(changes);
            emit(fragment.source(), changes, fragment.start(), fragment.end(), new Plain(fragment.source()));
            return this;
        }

        /** An edit, or a relation's name. */
        private record Change(int start, int end, List<SqlFragment.Part> parts, Optional<RelationUse> relation)
                implements Comparable<Change> {
            /** In the order of the text; of two that begin together, the one that ends first. */
            @Override
            public int compareTo(Change other) {
                return start != other.start ? Integer.compare(start, other.start) : Integer.compare(end, other.end);
            }
        }

        private interface Out {
            void verbatim(int from, int to);

            void ours(String text, int at);

            void relation(RelationUse use);
        }

        private void emit(String source, List<Change> changes, int from, int to, Out out) {
            int at = from;
            for (Change change : changes) {
                if (change.start() < at || change.end() > to) continue;
                out.verbatim(at, change.start());
                if (change.relation().isPresent())
                    out.relation(change.relation().get());
                for (SqlFragment.Part part : change.parts()) {
                    switch (part) {
                        case SqlFragment.Part.Text text -> out.ours(text.sql(), change.start());
                        case SqlFragment.Part.Range range -> emit(source, changes, range.from(), range.to(), out);
                        case SqlFragment.Part.Quoted quoted -> {
                            var value = new AsValue(source);
                            emit(source, changes, quoted.from(), quoted.to(), value);
                            value.write(out, change.start());
                        }
                    }
                }
                at = change.end();
            }
            out.verbatim(at, to);
        }

        private String physical(RelationUse use) {
            try {
                return naming.relation(variables.value("database"), use.name());
            } catch (SqlError e) {
                throw e.at(use.start());
            }
        }

        /** Goes to PostgreSQL as it is. */
        private final class Plain implements Out {
            private final String source;

            Plain(String source) {
                this.source = source;
            }

            @Override
            public void verbatim(int from, int to) {
                if (to <= from) return;
                pieces.add(new Piece(sql.length(), to - from, from, true));
                sql.append(source, from, to);
            }

            @Override
            public void ours(String text, int at) {
                pieces.add(new Piece(sql.length(), text.length(), at, false));
                sql.append(text);
            }

            @Override
            public void relation(RelationUse use) {
                boolean qualified = use.name().schema().isPresent();
                ours(qualified ? physical(use) : Quoted.identifier(use.name().item()), use.start());
            }
        }

        /** Becomes an expression that yields the text; also within another one that does. */
        private static final class AsValue implements Out {
            private final String source;
            private final StringBuilder text = new StringBuilder();
            private final List<String> before = new ArrayList<>();
            private final List<RelationUse> named = new ArrayList<>();

            AsValue(String source) {
                this.source = source;
            }

            @Override
            public void verbatim(int from, int to) {
                if (to > from) text.append(source, from, to);
            }

            @Override
            public void ours(String ours, int at) {
                text.append(ours);
            }

            @Override
            public void relation(RelationUse use) {
                before.add(text.toString());
                named.add(use);
                text.setLength(0);
            }

            void write(Out out, int at) {
                out.ours("pg_catalog.concat(", at);
                for (int i = 0; i < named.size(); i++) {
                    out.ours(Quoted.literal(before.get(i)) + ", '", at);
                    out.relation(named.get(i));
                    out.ours("'::pg_catalog.regclass, ", at);
                }
                out.ours(Quoted.literal(text.toString()) + ")", at);
            }
        }

        Rewritten build() {
            return new Rewritten(sql.toString(), pieces, relations, read > 0);
        }
    }
}
