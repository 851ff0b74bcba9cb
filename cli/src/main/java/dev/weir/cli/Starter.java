package dev.weir.cli;

import dev.weir.base.SourceText;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The starter project that {@code init} and {@code demo} write: the quickstart example under another name. */
final class Starter {
    /** The name the example has, and only in these files. */
    private static final String EXAMPLE_NAME = "auction_house";

    private static final List<String> NAMED = List.of("dbt_project.yml", "profiles.yml", "README.md");

    /** Jars are slow to list, so the files are. A test holds this against the example's folder. */
    static final List<String> PATHS = List.of(
            ".gitignore",
            "README.md",
            "dbt_project.yml",
            "models/marts/fraud_activity.sql",
            "models/marts/funds_movement.sql",
            "models/marts/item_prices.sql",
            "models/marts/marts.yml",
            "models/marts/winning_bids.sql",
            "models/sources/auction.sql",
            "models/sources/sources.yml",
            "profiles.yml",
            "tests/money_is_neither_made_nor_lost.sql");

    /** Jar tools leave out files of this name, so its text stands here; a test holds it against the example's. */
    static final String GITIGNORE = """
            target/
            logs/
            dbt_packages/
            .weir/
            .user.yml
            """;

    private Starter() {}

    /** Path in the project ⇒ text. */
    static Map<String, String> files(String projectName) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String path : PATHS) {
            String text = text(path);
            files.put(path, NAMED.contains(path) ? text.replace(EXAMPLE_NAME, projectName) : text);
        }
        return files;
    }

    /** The questions that make a profile for it. */
    static YamlNode.Mapping profileTemplate() {
        SourceText source = new SourceText("profile_template.yml", text("profile_template.yml"));
        if (YamlParser.parse(source).orElseThrow() instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw new IllegalStateException("the starter's profile_template.yml is a mapping");
    }

    private static String text(String path) {
        if (path.equals(".gitignore")) {
            return GITIGNORE;
        }
        try (InputStream in = Starter.class.getResourceAsStream("starter/" + path)) {
            if (in == null) {
                throw new IllegalStateException("no starter file " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
