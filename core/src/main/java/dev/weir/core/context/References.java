package dev.weir.core.context;

import dev.weir.core.manifest.FunctionCall;
import dev.weir.core.manifest.MetricCall;
import dev.weir.core.manifest.RefCall;
import dev.weir.core.manifest.SourceCall;

/** What {@code ref()} and {@code source()} yield in a context: recorded and answered blindly when parsing, resolved later. */
public interface References {
    /** The template value of a ref. Throws when it names nothing. */
    Object ref(RefCall call);

    /** The template value of a function. Throws when it names nothing. */
    Object function(FunctionCall call);

    /** The template value of a metric. */
    default Object metric(MetricCall call) {
        return new MetricValue(call);
    }

    /** The template value of a source. Throws when it names nothing. */
    Object source(SourceCall call);
}
