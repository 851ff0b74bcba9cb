package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.jinja.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@code require-dbt-version} with the version of dbt we answer as. Source: dbt docs, "require-dbt-version".
 *
 * @param enforced whether a bound must hold; it is read in any case
 */
record RequiredVersion(String dbtVersion, boolean enforced) {
    private static final Pattern BOUND =
            Pattern.compile("\\s*(=|>=|<=|>|<)?\\s*v?(\\d+)\\.(\\d+)\\.(\\d+)(?:[-.]?[a-z0-9.+-]*)?\\s*");

    /** One comparison. */
    private record Bound(String operator, int[] version) {
        boolean above() {
            return !operator.startsWith("<");
        }

        boolean below() {
            return !operator.startsWith(">");
        }

        boolean strict() {
            return operator.equals(">") || operator.equals("<");
        }

        boolean admits(int[] other) {
            int order = Arrays.compare(other, version);
            return order == 0 ? !strict() : order > 0 ? operator.startsWith(">") : operator.startsWith("<");
        }

        /** Whether nothing lies between this one and an upper one. */
        boolean excludes(Bound upper) {
            int order = Arrays.compare(version, upper.version);
            return above() && upper.below() && (order > 0 || order == 0 && (strict() || upper.strict()));
        }
    }

    /** @throws WeirException {@code PRJ-015} when a bound cannot be read or does not hold */
    void check(Path file, YamlNode.Mapping written, Map<String, @Nullable Object> values) {
        List<String> required = switch (values.get("require-dbt-version")) {
            case String text -> List.of(text);
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
        List<Bound> bounds = new ArrayList<>();
        for (String text : required) {
            for (String each : text.split(",")) {
                Matcher parts = BOUND.matcher(each);
                if (!parts.matches()) {
                    throw new WeirException(
                            Diagnostic.of(DiagnosticCode.PRJ_015, "version \"" + each.strip() + "\" cannot be read")
                                    .inWordsOfDbt("\"" + each.strip()
                                            + "\" is not a valid semantic version.\n\nError encountered in " + file)
                                    .at(written.find("require-dbt-version")
                                            .orElse(written)
                                            .span())
                                    .withHint("Write it as \">=1.8.0\" or [\">=1.8.0\", \"<2.0.0\"]."));
                }
                bounds.add(bound(parts));
            }
        }
        if (!enforced) {
            return;
        }
        String name = String.valueOf(values.get("name"));
        String wanted = Values.repr(Values.fromData(required));
        if (bounds.stream().anyMatch(one -> bounds.stream().anyMatch(one::excludes))) {
            throw unmet(
                    "project \"" + name + "\" asks for a version of dbt that cannot be",
                    "The package version requirement can never be satisfied for the '" + name
                            + "\npackage.\n  Required versions of dbt for '" + name + "': " + wanted
                            + "\nCheck for a different version of the '" + name
                            + "' package, or run dbt again with --no-version-check\n",
                    file,
                    written);
        }
        int[] own = Arrays.stream(dbtVersion.split("[.-]", 4))
                .limit(3)
                .mapToInt(Integer::parseInt)
                .toArray();
        if (!bounds.stream().allMatch(bound -> bound.admits(own))) {
            throw unmet(
                    "project \"" + name + "\" asks for dbt " + String.join(", ", required) + ", this is " + dbtVersion,
                    "This version of dbt is not supported with the '" + name
                            + "' package.\n  Installed version of dbt: =" + dbtVersion
                            + "\n  Required version of dbt for '" + name + "': " + wanted
                            + "\nCheck for a different version of the '" + name
                            + "' package, or run dbt again with --no-version-check\n",
                    file,
                    written);
        }
    }

    private static WeirException unmet(String primary, String words, Path file, YamlNode.Mapping written) {
        return new WeirException(Diagnostic.of(DiagnosticCode.PRJ_015, primary)
                .inWordsOfDbt(words + "\n\nError encountered in " + file)
                .at(written.find("require-dbt-version").orElse(written).span()));
    }

    private static Bound bound(Matcher parts) {
        int[] version = new int[3];
        for (int part = 0; part < 3; part++) {
            version[part] = Integer.parseInt(parts.group(part + 2));
        }
        return new Bound(parts.group(1) == null ? "=" : parts.group(1), version);
    }
}
