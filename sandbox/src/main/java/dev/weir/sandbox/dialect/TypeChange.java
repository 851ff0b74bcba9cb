package dev.weir.sandbox.dialect;

import java.util.List;

/** CREATE TYPE. */
public sealed interface TypeChange extends CatalogChange {
    record CreateType(Name name, Shape shape) implements TypeChange {}

    /** What the type is made of; types as checked text. */
    sealed interface Shape {
        record Composite(List<Field> fields) implements Shape {
            public Composite {
                fields = List.copyOf(fields);
            }
        }

        record ListOf(SqlFragment element) implements Shape {}

        record MapOf(SqlFragment key, SqlFragment value) implements Shape {}
    }

    /** A field of a composite type. */
    record Field(String name, SqlFragment type) {}
}
