package dev.weir.core.parse;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.PartPolicy;
import dev.weir.adapter.RelationStyle;
import java.util.List;

/**
 * What parsing needs to know of the database a project runs on.
 *
 * @param types the adapter's type, then those it falls back to: {@code materialize, postgres}
 * @param builtInPackages its macro packages in order of precedence, {@code dbt} last
 * @param database where nodes are built unless they say otherwise
 * @param schema likewise
 */
public record AdapterFacts(
        List<String> types, List<String> builtInPackages, Adapter adapter, String database, String schema) {
    public AdapterFacts {
        types = List.copyOf(types);
        builtInPackages = List.copyOf(builtInPackages);
    }

    public RelationStyle style() {
        return adapter.relationStyle();
    }

    /** The style's quoting. */
    PartPolicy quoting() {
        return style().defaultQuote();
    }
}
