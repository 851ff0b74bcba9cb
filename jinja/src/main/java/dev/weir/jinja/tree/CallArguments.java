package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/**
 * The arguments of a call as written.
 *
 * @param plain whether all are positional
 */
public record CallArguments(
        List<Expression> positional,
        List<String> names,
        List<Expression> values,
        Optional<Expression> star,
        Optional<Expression> doubleStar,
        boolean plain) {
    public static final CallArguments NONE =
            new CallArguments(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public CallArguments(
            List<Expression> positional,
            List<String> names,
            List<Expression> values,
            Optional<Expression> star,
            Optional<Expression> doubleStar) {
        this(positional, names, values, star, doubleStar, names.isEmpty() && star.isEmpty() && doubleStar.isEmpty());
    }
}
