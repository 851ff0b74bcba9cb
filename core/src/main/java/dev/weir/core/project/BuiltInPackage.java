package dev.weir.core.project;

import java.util.List;
import java.util.function.Function;

/**
 * A package of macros that comes with the program: {@code dbt}, {@code dbt_postgres}.
 *
 * @param files paths below the package, as {@code "macros/adapters/relation.sql"}, in reading order
 * @param reader path to text
 */
public record BuiltInPackage(String name, List<String> files, Function<String, String> reader) {
    public BuiltInPackage {
        files = List.copyOf(files);
    }
}
