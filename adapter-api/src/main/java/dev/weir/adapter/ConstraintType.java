package dev.weir.adapter;

import java.util.Optional;

/** A constraint of a contract. */
public enum ConstraintType {
    CHECK("check"),
    NOT_NULL("not_null"),
    UNIQUE("unique"),
    PRIMARY_KEY("primary_key"),
    FOREIGN_KEY("foreign_key"),
    CUSTOM("custom");

    private final String wireName;

    ConstraintType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ConstraintType> ofWireName(String name) {
        for (ConstraintType type : values()) {
            if (type.wireName.equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
