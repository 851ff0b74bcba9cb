package dev.weir.core.context.database;

/** What a column of a {@link Table} holds. The words are agate's, which templates and {@code show} print. */
public enum CellType {
    INTEGER("Integer"),
    NUMBER("Number"),
    DATE("Date"),
    DATETIME("DateTime"),
    BOOLEAN("Boolean"),
    TEXT("Text");

    private final String typeName;

    CellType(String typeName) {
        this.typeName = typeName;
    }

    public String typeName() {
        return typeName;
    }
}
