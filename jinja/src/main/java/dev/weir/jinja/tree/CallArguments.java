package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** The arguments of a call as written. */
public record CallArguments(
        List<Expression> positional,
        List<String> names,
        List<Expression> values,
        Optional<Expression> star,
        Optional<Expression> doubleStar) {
    public static final CallArguments NONE =
            new CallArguments(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public boolean plain() {
        return names.isEmpty() && star.isEmpty() && doubleStar.isEmpty();
    }
}
