package dev.weir.sandbox.dialect;

/** New databases and schemas. */
public sealed interface NamespaceChange extends CatalogChange {
    record CreateDatabase(String name, IfExists ifExists) implements NamespaceChange {}

    record CreateSchema(Name name, IfExists ifExists) implements NamespaceChange {}
}
