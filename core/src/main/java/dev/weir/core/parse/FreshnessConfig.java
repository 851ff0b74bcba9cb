package dev.weir.core.parse;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.WeirException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a config says of freshness, read as dbt reads it: counts are made whole numbers, what is not known is left out. Source:
 * dbt docs, "freshness"; recorded complaints.
 */
final class FreshnessConfig {
    private static final List<String> PERIODS = List.of("minute", "hour", "day");
    private static final List<String> UPDATES = List.of("any", "all");

    private FreshnessConfig() {}

    /** How fresh a model should be built; nothing when the config says no {@code build_after}. */
    static @Nullable Object ofModel(@Nullable Object written) {
        if (!(written instanceof Map<?, ?> map) || !map.containsKey("build_after")) {
            return null;
        }
        Object after = map.get("build_after");
        Map<String, @Nullable Object> read = time(after, "build_after", "ModelBuildAfter in ModelFreshness");
        Object updates = after instanceof Map<?, ?> given && given.containsKey("updates_on")
                ? given.get("updates_on")
                : UPDATES.getFirst();
        if (updates == null || !UPDATES.contains(updates)) {
            throw wrong("build_after", "ModelBuildAfter in ModelFreshness", after);
        }
        read.put("updates_on", updates);
        boolean counted = read.get("count") != null;
        if (counted != (read.get("period") != null)) {
            throw bare(
                    after,
                    "`freshness.build_after` must have a value for `" + (counted ? "period" : "count") + "` if a `"
                            + (counted ? "count" : "period") + "` is provided");
        }
        Map<String, @Nullable Object> freshness = new LinkedHashMap<>();
        freshness.put("build_after", read);
        return freshness;
    }

    /** The thresholds of a source as it writes them, with what they hold read. */
    static Map<String, @Nullable Object> thresholds(Map<String, @Nullable Object> written) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>(written);
        for (String key : Freshness.THRESHOLDS) {
            if (written.get(key) != null) {
                read.put(key, time(written.get(key), key, "Optional[Time] in FreshnessThreshold"));
            }
        }
        return read;
    }

    /** The config of a source, after all layers. */
    static @Nullable Object ofSource(@Nullable Object config) {
        if (config == null) {
            return null;
        }
        String type = "Optional[FreshnessThreshold] in SourceConfig";
        if (!(config instanceof Map<?, ?> map)) {
            throw wrong("freshness", type, config);
        }
        try {
            return thresholds(SourceParser.map(map));
        } catch (WeirException _) { // dbt names the whole where a project's file says it
            throw wrong("freshness", type, config);
        }
    }

    private static Map<String, @Nullable Object> time(@Nullable Object written, String field, String type) {
        if (!(written instanceof Map<?, ?> map)) {
            throw wrong(field, type, written);
        }
        Object period = map.get("period");
        Optional<Long> count = Optional.ofNullable(map.get("count")).map(each -> {
            try {
                return whole(each);
            } catch (NumberFormatException _) {
                throw wrong(field, type, written);
            }
        });
        if (period != null && !PERIODS.contains(period)) {
            throw wrong(field, type, written);
        }
        Map<String, @Nullable Object> time = new LinkedHashMap<>();
        time.put("count", count.orElse(null));
        time.put("period", period);
        return time;
    }

    private static long whole(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1 : 0;
            case BigInteger big -> big.longValueExact();
            case Number number -> number.longValue();
            default -> Long.parseLong(String.valueOf(value).strip());
        };
    }

    private static WeirException wrong(String field, String type, @Nullable Object value) {
        return bare(
                value, "Field \"" + field + "\" of type " + type + " has invalid value " + ConfigBuilder.shown(value));
    }

    private static WeirException bare(@Nullable Object value, String words) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PAR_012, "config \"freshness\" cannot hold " + ConfigBuilder.shown(value))
                        .withHeadline(new Diagnostic.Headline(ErrorKind.BARE, Optional.empty(), words))
                        .withHint(
                                "It is written as {warn_after: {count: 12, period: hour}}; a period is minute, hour or day."));
    }
}
