package dev.weir.adapter;

/** A yes or no for each part of a relation's name: whether it is quoted, or whether it is written at all. */
public record PartPolicy(boolean database, boolean schema, boolean identifier) {
    public static final PartPolicy ALL = new PartPolicy(true, true, true);

    public PartPolicy withDatabase(boolean value) {
        return new PartPolicy(value, schema, identifier);
    }

    public PartPolicy withSchema(boolean value) {
        return new PartPolicy(database, value, identifier);
    }

    public PartPolicy withIdentifier(boolean value) {
        return new PartPolicy(database, schema, value);
    }
}
