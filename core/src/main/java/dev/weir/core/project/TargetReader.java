package dev.weir.core.project;

import dev.weir.base.Ordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an adapter makes of a profile's target: the engine asks the adapter that the target's {@code type} names. */
public interface TargetReader {
    /**
     * Checks a rendered target.
     *
     * @throws dev.weir.base.WeirException when no adapter has this type or its values are not valid, in dbt's words
     */
    Reading read(String profileName, String targetName, Map<String, @Nullable Object> values);

    /**
     * @param templateValues what the template variable {@code target} holds of it: no secrets
     * @param builtIns built-in packages in order of precedence: the adapter's own first, {@code dbt} last
     */
    record Reading(Map<String, @Nullable Object> templateValues, List<BuiltInPackage> builtIns) {
        public Reading {
            templateValues = Ordered.copyOf(templateValues);
            builtIns = List.copyOf(builtIns);
        }
    }
}
