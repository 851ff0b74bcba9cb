package dev.weir.core.run;

import java.util.List;

/**
 * What the database holds of a project. Lists are in the order in which they are written.
 *
 * @param errors what could not be looked up, in words; empty when all went well
 */
public record Catalog(List<CatalogTable> nodes, List<CatalogTable> sources, List<String> errors) {
    public static final Catalog EMPTY = new Catalog(List.of(), List.of(), List.of());

    public Catalog {
        nodes = List.copyOf(nodes);
        sources = List.copyOf(sources);
        errors = List.copyOf(errors);
    }
}
