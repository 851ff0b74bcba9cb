package dev.weir.sandbox.session;

import dev.weir.base.Ordered;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What SHOW ALL tells of variables and of the server's parameters, by name: {@code parameters.tsv}. Source:
 * test/testdrive/session.td.
 *
 * @param ofServer whether it is a parameter of the server; else each session has its own
 * @param unset what it is while nobody has set it; of the server's only
 */
record ParameterTexts(boolean ofServer, String unset, String description) {
    private static final Map<String, ParameterTexts> ALL = read();

    static Map<String, ParameterTexts> all() {
        return ALL;
    }

    /** What the server's parameters are while nobody has set them. */
    static String unsetJson() {
        var unset = new LinkedHashMap<String, String>();
        ALL.forEach((name, texts) -> {
            if (texts.ofServer()) unset.put(name, texts.unset());
        });
        return Quoted.json(unset);
    }

    private static Map<String, ParameterTexts> read() {
        var all = new LinkedHashMap<String, ParameterTexts>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ParameterTexts.class.getResourceAsStream("parameters.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                String[] fields = line.split("\t", -1);
                all.put(fields[0], new ParameterTexts(fields[1].equals("server"), fields[2], fields[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Ordered.copyOf(all);
    }
}
