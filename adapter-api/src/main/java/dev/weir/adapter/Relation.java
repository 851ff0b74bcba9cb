package dev.weir.adapter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of something in a database that can be selected from, and how it is written in SQL. Immutable. dbt's own type
 * words are kept as text, because adapters add theirs ({@code "source"}, {@code "sink"}).
 * <p>Source: dbt docs, "Relation" and {@code api.Relation}; recorded renderings.
 *
 * @param subset what of its rows is read when it is named in a query; {@code ALL} in most places
 */
public record Relation(
        RelationPath path,
        Optional<String> type,
        PartPolicy quote,
        PartPolicy include,
        Subset subset,
        RelationStyle style) {

    /** A name with the style's own policies. A part may be absent; an absent part is not written. */
    public static Relation of(
            RelationStyle style, Optional<String> database, Optional<String> schema, Optional<String> identifier) {
        return new Relation(
                new RelationPath(database, schema, identifier),
                Optional.empty(),
                style.defaultQuote(),
                PartPolicy.ALL,
                Subset.ALL,
                style);
    }

    public static Relation of(RelationStyle style, String database, String schema, String identifier) {
        return of(style, Optional.of(database), Optional.of(schema), Optional.of(identifier));
    }

    /** What of a relation is read: all of it, its first rows ({@code --empty} is zero), or a window of event time. */
    public record Subset(@Nullable Long limit, @Nullable EventTimeFilter eventTime) {
        public static final Subset ALL = new Subset(null, null);

        public static Subset limit(long rows) {
            return new Subset(rows, null);
        }
    }

    /** Rows of a window of time, start inclusive, end exclusive; either may be absent. Texts are literals' contents. */
    public record EventTimeFilter(String fieldName, Optional<String> start, Optional<String> end) {}

    public Optional<String> database() {
        return path.database();
    }

    public Optional<String> schema() {
        return path.schema();
    }

    public Optional<String> identifier() {
        return path.identifier();
    }

    public boolean ofType(String wanted) {
        return type.isPresent() && type.get().equals(wanted);
    }

    public Relation withPath(RelationPath newPath) {
        return new Relation(newPath, type, quote, include, subset, style);
    }

    public Relation withType(Optional<String> newType) {
        return new Relation(path, newType, quote, include, subset, style);
    }

    public Relation withQuote(PartPolicy newQuote) {
        return new Relation(path, type, newQuote, include, subset, style);
    }

    public Relation withInclude(PartPolicy newInclude) {
        return new Relation(path, type, quote, newInclude, subset, style);
    }

    public Relation withSubset(Subset newSubset) {
        return new Relation(path, type, quote, include, newSubset, style);
    }

    public Relation withoutIdentifier() {
        return withPath(new RelationPath(path.database(), path.schema(), Optional.empty()))
                .withInclude(include.withIdentifier(false));
    }

    /** The name as it stands in DDL: its parts, quoted as its policy says. */
    public String name() {
        StringBuilder text = new StringBuilder();
        append(text, path.database(), include.database(), quote.database());
        append(text, path.schema(), include.schema(), quote.schema());
        append(text, path.identifier(), include.identifier(), quote.identifier());
        return text.toString();
    }

    private void append(StringBuilder text, Optional<String> part, boolean included, boolean quoted) {
        if (!included || part.isEmpty()) {
            return;
        }
        if (!text.isEmpty()) {
            text.append('.');
        }
        text.append(quoted ? style.quoted(part.get()) : part.get());
    }

    /** The relation as it stands after {@code from}: its name, or a subquery when only a subset is read. */
    public String render() {
        return subset.eventTime() != null ? withTimeFilter(subset.eventTime(), limited()) : limited();
    }

    /**
     * The part of the relation that its time filter leaves, without its limit.
     *
     * @param rendered what is filtered, when it is not the relation's name
     */
    public String filtered(Optional<String> rendered) {
        String from = rendered.orElseGet(this::name);
        return subset.eventTime() != null ? withTimeFilter(subset.eventTime(), from) : from;
    }

    /** The relation without its time filter. */
    public String limited() {
        Long limit = subset.limit();
        if (limit == null) {
            return name();
        }
        String alias = style.requireAlias() ? " _dbt_limit_subq_" + identifierText() : "";
        return limit == 0
                ? "(select * from " + name() + " where false limit 0)" + alias
                : "(select * from " + name() + " limit " + limit + ")" + alias;
    }

    private String withTimeFilter(EventTimeFilter filter, String from) {
        StringBuilder where = new StringBuilder();
        filter.start()
                .ifPresent(start -> where.append(filter.fieldName())
                        .append(" >= '")
                        .append(start)
                        .append('\''));
        filter.end()
                .ifPresent(end -> where.append(where.isEmpty() ? "" : " and ")
                        .append(filter.fieldName())
                        .append(" < '")
                        .append(end)
                        .append('\''));
        if (where.isEmpty()) {
            return from;
        }
        String alias = style.requireAlias() ? " _dbt_et_filter_subq_" + identifierText() : "";
        return "(select * from " + from + " where " + where + ")" + alias;
    }

    private String identifierText() {
        return path.identifier().orElse("None");
    }

    public boolean renameable() {
        return type.isPresent() && style.renameableTypes().contains(type.get());
    }

    public boolean replaceable() {
        return type.isPresent() && style.replaceableTypes().contains(type.get());
    }

    @Override
    public String toString() {
        return render();
    }
}
