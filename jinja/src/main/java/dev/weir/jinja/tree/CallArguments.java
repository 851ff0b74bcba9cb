package dev.weir.jinja.tree;

import java.util.List;
import java.util.Optional;

/** The arguments of a call as written: positional, keywords (names and values go together), {@code *all}, {@code **all}. */
public record CallArguments(
        List<Expression> positional,
        List<String> keywords,
        List<Expression> keywordValues,
        Optional<Expression> rest,
        Optional<Expression> keywordRest) {
    public static final CallArguments NONE =
            new CallArguments(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public CallArguments {
        positional = List.copyOf(positional);
        keywords = List.copyOf(keywords);
        keywordValues = List.copyOf(keywordValues);
    }
}
