package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which warnings are errors and which are not shown: {@code --warn-error}, {@code --warn-error-options} and
 * {@code flags: warn_error_options}. Names are dbt's event names; {@code Deprecations} stands for all deprecation events.
 * Source: dbt docs, "Warnings"; recorded from the reference.
 *
 * @param all whether every warning is an error, but for those in {@code warn}
 */
record WarnErrorOptions(boolean all, Set<String> error, Set<String> warn, Set<String> silence) {
    static final WarnErrorOptions NONE = new WarnErrorOptions(false, Set.of(), Set.of(), Set.of());
    static final WarnErrorOptions ALL = new WarnErrorOptions(true, Set.of(), Set.of(), Set.of());

    private static final String DEPRECATIONS = "Deprecations";
    private static final String NAMES = "event-names.txt";

    WarnErrorOptions {
        error = Set.copyOf(error);
        warn = Set.copyOf(warn);
        silence = Set.copyOf(silence);
    }

    /** What happens to a warning. */
    enum Verdict {
        ERROR,
        SHOW,
        SILENCE
    }

    /**
     * The mapping with {@code error} (also {@code include}), {@code warn} (also {@code exclude}) and {@code silence}.
     *
     * @throws WeirException when a name is no event's or {@code warn} excepts from nothing
     */
    static WarnErrorOptions of(Map<?, ?> written) {
        Object error = either(written, "error", "include");
        boolean all = "all".equals(error) || "*".equals(error);
        if (!all && error instanceof String) {
            throw wrong("error must be one of ('all', '*') or a list of strings");
        }
        WarnErrorOptions options = new WarnErrorOptions(
                all,
                all ? Set.of() : names(error),
                names(either(written, "warn", "exclude")),
                names(written.get("silence")));
        boolean deprecations = options.error.contains(DEPRECATIONS) || options.silence.contains(DEPRECATIONS);
        if (!options.warn.isEmpty() && !all && !deprecations) {
            throw wrong(
                    "`warn` can only be specified if `error` is one of ('all', '*') or Deprecations is in `error` or"
                            + " silence.");
        }
        return options;
    }

    /** The more exact name wins over {@code Deprecations} and {@code all}; silence wins over both. */
    Verdict of(String event) {
        if (silence.contains(event)) {
            return Verdict.SILENCE;
        }
        if (warn.contains(event)) {
            return Verdict.SHOW;
        }
        if (error.contains(event)) {
            return Verdict.ERROR;
        }
        if (event.endsWith("Deprecation")) {
            if (silence.contains(DEPRECATIONS)) {
                return Verdict.SILENCE;
            }
            if (warn.contains(DEPRECATIONS)) {
                return Verdict.SHOW;
            }
            if (error.contains(DEPRECATIONS)) {
                return Verdict.ERROR;
            }
        }
        return all ? Verdict.ERROR : Verdict.SHOW;
    }

    /** What dbt says of keys by their former names; empty when there are none. */
    static Optional<String> formerWords(Object written) {
        if (!(written instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        StringBuilder advice = new StringBuilder();
        if (map.containsKey("include")) {
            keys.add("`include`");
            advice.append(" Please use `error` instead of `include`.");
        }
        if (map.containsKey("exclude")) {
            keys.add("`exclude`");
            advice.append(" Please use `warn` instead of `exclude`.");
        }
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Found " + String.join(" and ", keys) + " in `warn_error_options` specification." + advice);
    }

    private static @Nullable Object either(Map<?, ?> written, String name, String formerly) {
        Object value = written.get(name);
        Object former = written.get(formerly);
        if (value != null && former != null) {
            throw wrong("Only `" + formerly + "` or `" + name + "` can be specified in `warn_error_options`, not both");
        }
        return value == null ? former : value;
    }

    private static Set<String> names(@Nullable Object written) {
        Set<String> names = new HashSet<>();
        switch (written) {
            case null -> {}
            case List<?> list -> list.forEach(name -> names.add(checked(String.valueOf(name))));
            default -> names.add(checked(String.valueOf(written)));
        }
        return names;
    }

    private static String checked(String name) {
        Set<String> known = Names.KNOWN;
        if (!known.contains(name) && !name.equals(DEPRECATIONS)) {
            Diagnostic unknown = diagnostic(name + " is not a valid dbt error name.");
            throw new WeirException(NearestName.to(name, known)
                    .map(near -> unknown.withHint("Did you mean " + near + "?"))
                    .orElse(unknown));
        }
        return name;
    }

    private static WeirException wrong(String words) {
        return new WeirException(diagnostic(words));
    }

    private static Diagnostic diagnostic(String words) {
        return Diagnostic.of(DiagnosticCode.CLI_016, "warn_error_options are not as they should be")
                .inWordsOfDbt(words);
    }

    /** Read when options are given, not before. */
    private static final class Names {
        static final Set<String> KNOWN = read();

        private static Set<String> read() {
            try (InputStream in = Objects.requireNonNull(WarnErrorOptions.class.getResourceAsStream(NAMES), NAMES)) {
                return Set.copyOf(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
