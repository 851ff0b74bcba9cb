package dev.weir.core.select;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.ModelNode;
import java.util.function.Predicate;

/** {@code version:latest|prerelease|old|none}. Source: dbt docs, "version"; recorded cases. */
final class VersionMethod {
    private VersionMethod() {}

    static SelectorMethod of(String value) {
        Predicate<ModelNode> matches = switch (value) {
            case "none" -> model -> model.version().isEmpty();
            case "latest" ->
                model -> model.version().isPresent() && model.version().equals(model.latestVersion());
            case "old" -> model -> model.version().isPresent() && againstLatest(model) < 0;
            case "prerelease" -> model -> model.version().isPresent() && againstLatest(model) > 0;
            default ->
                throw new WeirException(Diagnostic.of(DiagnosticCode.SEL_001, "\"" + value + "\" is no kind of version")
                        .inWordsOfDbt("Invalid version type selector " + value
                                + ": expected one of: \"latest\", \"prerelease\", \"old\", or \"none\""));
        };
        return resource -> resource instanceof ModelNode model && matches.test(model);
    }

    private static int againstLatest(ModelNode model) {
        Object own = model.version().orElseThrow();
        Object latest = model.latestVersion().orElse(own);
        return own instanceof Number left && latest instanceof Number right
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : own.toString().compareTo(latest.toString());
    }
}
