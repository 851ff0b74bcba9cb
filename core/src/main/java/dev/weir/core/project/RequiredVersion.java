package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares {@code require-dbt-version} with the version of dbt we answer as. Source: dbt docs, "require-dbt-version". */
final class RequiredVersion {
    private static final Pattern BOUND =
            Pattern.compile("\\s*(=|>=|<=|>|<)?\\s*v?(\\d+)\\.(\\d+)\\.(\\d+)(?:[-.]?[a-z0-9.+-]*)?\\s*");

    private RequiredVersion() {}

    /** @throws WeirException {@code PRJ-015} when a bound cannot be read or does not hold */
    static void check(Path file, ProjectConfig config, String dbtVersion) {
        for (String text : config.requireDbtVersion()) {
            for (String bound : text.split(",")) {
                Matcher parts = BOUND.matcher(bound);
                if (!parts.matches()) {
                    throw new WeirException(
                            Diagnostic.of(DiagnosticCode.PRJ_015, "version \"" + bound.strip() + "\" cannot be read")
                                    .inWordsOfDbt("\"" + bound.strip()
                                            + "\" is not a valid semantic version.\n\nError encountered in " + file)
                                    .at(config.written()
                                            .find("require-dbt-version")
                                            .orElse(config.written())
                                            .span())
                                    .withHint("Write it as \">=1.8.0\" or [\">=1.8.0\", \"<2.0.0\"]."));
                }
                if (!holds(parts, dbtVersion)) {
                    throw new WeirException(Diagnostic.of(
                                    DiagnosticCode.PRJ_015,
                                    "project \"" + config.name() + "\" asks for dbt " + bound.strip() + ", this is "
                                            + dbtVersion)
                            .inWordsOfDbt("This version of dbt is not supported with the '" + config.name()
                                    + "' package.\n  Installed version of dbt: =" + dbtVersion
                                    + "\n  Required version of dbt for '" + config.name() + "': "
                                    + config.requireDbtVersion().stream()
                                            .map(each -> "'" + each + "'")
                                            .toList()
                                    + "\nCheck for a different version of the '" + config.name()
                                    + "' package, or run dbt again with --no-version-check\n\n\nError encountered in "
                                    + file)
                            .at(config.written()
                                    .find("require-dbt-version")
                                    .orElse(config.written())
                                    .span()));
                }
            }
        }
    }

    private static boolean holds(Matcher bound, String dbtVersion) {
        String[] own = dbtVersion.split("[.-]");
        int order = 0;
        for (int part = 0; part < 3 && order == 0; part++) {
            order = Integer.compare(Integer.parseInt(own[part]), Integer.parseInt(bound.group(part + 2)));
        }
        String operator = bound.group(1);
        return switch (operator == null ? "=" : operator) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            default -> order == 0;
        };
    }
}
