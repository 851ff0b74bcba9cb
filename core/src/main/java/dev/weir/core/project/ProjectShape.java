package dev.weir.core.project;

import dev.weir.core.project.YamlShape.Items;
import dev.weir.core.project.YamlShape.Matching;
import dev.weir.core.project.YamlShape.Members;
import dev.weir.core.project.YamlShape.Plain;
import java.util.List;
import java.util.regex.Pattern;

/** The form of {@code dbt_project.yml}; its members are looked at in this order. Source: dbt docs; recorded complaints. */
final class ProjectShape {
    private static final YamlShape TEXT = new Plain("string");
    private static final YamlShape FLAG = new Plain("boolean");
    private static final YamlShape NUMBER = new Plain("number");
    private static final YamlShape MAPPING = new Plain("object");
    private static final YamlShape TEXTS = new Items(TEXT);
    private static final YamlShape OPTIONAL_TEXT = YamlShape.optional(TEXT);
    private static final YamlShape OPTIONAL_TEXTS = YamlShape.optional(TEXTS);
    private static final YamlShape OPTIONAL_FLAG = YamlShape.optional(FLAG);

    private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(\\.(0|[1-9]\\d*)"
            + "(-(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(\\.(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
            + "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?)?");

    private static final Members QUOTING = Members.none()
            .may("schema", OPTIONAL_FLAG)
            .may("database", OPTIONAL_FLAG)
            .may("project", OPTIONAL_FLAG)
            .may("identifier", OPTIONAL_FLAG)
            .may("snowflake_ignore_case", OPTIONAL_FLAG);

    private static final Members COMMENT =
            Members.none().may("comment", TEXT).may("append", OPTIONAL_FLAG).may("job-label", FLAG);

    private static final Members ANY_PACKAGE = Members.none().may("unrendered", MAPPING);
    private static final Members NAMED_PACKAGE = ANY_PACKAGE.may("name", OPTIONAL_TEXT);
    private static final Members OF_GIT = NAMED_PACKAGE
            .may("revision", YamlShape.optional(TEXT, NUMBER))
            .may("warn-unpinned", OPTIONAL_FLAG)
            .may("subdirectory", OPTIONAL_TEXT);
    private static final YamlShape PACKAGE = new YamlShape.Either(List.of(
            NAMED_PACKAGE.with("local", TEXT),
            ANY_PACKAGE.with("tarball", TEXT).with("name", TEXT),
            OF_GIT.with("git", TEXT),
            NAMED_PACKAGE
                    .with("package", TEXT)
                    .with(
                            "version",
                            new YamlShape.Either(
                                    List.of(TEXT, NUMBER, new Items(new YamlShape.Either(List.of(TEXT, NUMBER))))))
                    .may("install_prerelease", OPTIONAL_FLAG),
            OF_GIT.with("private", TEXT).may("provider", OPTIONAL_TEXT)));

    static final Members PROJECT = sections(Members.none()
                    .with("name", new Matching(NAME))
                    .may("config-version", YamlShape.optional(new Plain("integer")))
                    .may("version", YamlShape.optional(new Matching(VERSION)))
                    .may("project-root", OPTIONAL_TEXT)
                    .may("source-paths", OPTIONAL_TEXTS)
                    .may("model-paths", OPTIONAL_TEXTS)
                    .may("macro-paths", OPTIONAL_TEXTS)
                    .may("data-paths", OPTIONAL_TEXTS)
                    .may("seed-paths", OPTIONAL_TEXTS)
                    .may("test-paths", OPTIONAL_TEXTS)
                    .may("analysis-paths", OPTIONAL_TEXTS)
                    .may("docs-paths", OPTIONAL_TEXTS)
                    .may("asset-paths", OPTIONAL_TEXTS)
                    .may("function-paths", OPTIONAL_TEXTS)
                    .may("target-path", OPTIONAL_TEXT)
                    .may("snapshot-paths", OPTIONAL_TEXTS)
                    .may("clean-targets", OPTIONAL_TEXTS)
                    .may("profile", OPTIONAL_TEXT)
                    .may("log-path", OPTIONAL_TEXT)
                    .may("packages-install-path", OPTIONAL_TEXT)
                    .may("quoting", YamlShape.optional(QUOTING))
                    .may("on-run-start", YamlShape.optional(TEXTS, TEXT))
                    .may("on-run-end", YamlShape.optional(TEXTS, TEXT))
                    .may("require-dbt-version", YamlShape.optional(TEXTS, TEXT))
                    .may("dispatch", new Items(MAPPING)))
            .may("vars", YamlShape.optional(MAPPING))
            .may("packages", new Items(PACKAGE))
            .may("query-comment", YamlShape.optional(COMMENT, TEXT))
            .may("restrict-access", FLAG)
            .may("dbt-cloud", YamlShape.optional(MAPPING))
            .may("flags", MAPPING);

    private static Members sections(Members before) {
        Members all = before;
        for (String section : List.of(
                "models",
                "seeds",
                "snapshots",
                "analyses",
                "sources",
                "tests",
                "data_tests",
                "unit_tests",
                "metrics",
                "semantic-models",
                "saved-queries",
                "exposures",
                "functions")) {
            all = all.may(section, MAPPING);
        }
        return all;
    }

    private ProjectShape() {}
}
