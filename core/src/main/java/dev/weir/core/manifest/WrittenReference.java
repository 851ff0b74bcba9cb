package dev.weir.core.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code ref(...)} or {@code source(...)} written where no template is rendered: {@code to:} of a foreign key, {@code input:} of a
 * unit test. Source: dbt docs, "constraints", "unit test input".
 */
public sealed interface WrittenReference {
    /** A ref as written. */
    record Ref(RefCall call) implements WrittenReference {}

    /** A source as written. */
    record Source(SourceCall call) implements WrittenReference {}

    Pattern FORM = Pattern.compile("\\s*(ref|source)\\s*\\(\\s*(['\"])(?<first>[^'\"]*)\\2\\s*"
            + "(?:,\\s*(['\"])(?<second>[^'\"]*)\\4\\s*)?"
            + "(?:,\\s*v(?:ersion)?\\s*=\\s*['\"]?(?<version>[^'\")\\s]+)['\"]?\\s*)?\\)\\s*");

    /** The reference in a text; empty when it is written in another way. */
    static Optional<WrittenReference> in(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> second = Optional.ofNullable(matcher.group("second"));
        if (matcher.group(1).equals("source")) {
            return second.map(table -> new Source(new SourceCall(matcher.group("first"), table)));
        }
        return Optional.of(new Ref(new RefCall(
                second.orElse(matcher.group("first")),
                second.isPresent() ? Optional.of(matcher.group("first")) : Optional.empty(),
                Optional.ofNullable(matcher.group("version")))));
    }
}
