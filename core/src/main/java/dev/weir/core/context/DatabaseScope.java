package dev.weir.core.context;

import dev.weir.adapter.Relation;
import java.util.Map;

/**
 * The database half of a context: what {@code adapter}, {@code api} and relations are to the templates of one node. At parse
 * time it answers without a database.
 */
public interface DatabaseScope {
    /**
     * Template names this half provides, with their values: {@code adapter}, {@code api}, {@code store_result},
     * {@code load_result}, {@code store_raw_result}, {@code load_agate_table}, …. It may keep {@code context} to call macros.
     */
    Map<String, Object> members(TemplateContext context);

    /** A relation as a template value. */
    Object relation(Relation relation);
}
