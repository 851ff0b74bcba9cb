package dev.weir.core.parse;

import dev.weir.core.project.YamlShape;
import dev.weir.core.project.YamlShape.Either;
import dev.weir.core.project.YamlShape.Items;
import dev.weir.core.project.YamlShape.Members;
import dev.weir.core.project.YamlShape.OneOf;
import dev.weir.core.project.YamlShape.Plain;
import java.util.List;
import java.util.Optional;

/** The forms of entries of property files. Source: dbt docs; recorded complaints. */
final class EntryShapes {
    private static final YamlShape TEXT = new Plain("string");
    private static final YamlShape FLAG = new Plain("boolean");
    private static final YamlShape ANYTHING = new YamlShape.Anything();
    private static final YamlShape NUMBER = new Plain("number");
    private static final YamlShape WHOLE = new Plain("integer");
    private static final YamlShape MAPPING = new Plain("object");
    private static final YamlShape TEXTS = new Items(TEXT);
    private static final YamlShape OPTIONAL_TEXT = YamlShape.optional(TEXT);
    private static final YamlShape FILTER = YamlShape.optional(TEXT, TEXTS);

    private static final Members NAMED = Members.none().with("name", TEXT);

    static final Members ENTITY = NAMED.with("type", TEXT)
            .may("description", OPTIONAL_TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("role", OPTIONAL_TEXT)
            .may("expr", OPTIONAL_TEXT)
            .may("config", MAPPING);

    private static final Members AGGREGATION_PARAMS = Members.none()
            .may("percentile", YamlShape.optional(NUMBER))
            .may("use_discrete_percentile", FLAG)
            .may("use_approximate_percentile", FLAG);

    private static final Members NON_ADDITIVE =
            NAMED.with("window_choice", TEXT).may("window_groupings", TEXTS);

    static final Members MEASURE = NAMED.with("agg", TEXT)
            .may("description", OPTIONAL_TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("expr", YamlShape.optional(TEXT, FLAG, WHOLE))
            .may("agg_params", YamlShape.optional(AGGREGATION_PARAMS))
            .may("non_additive_dimension", YamlShape.optional(NON_ADDITIVE))
            .may("agg_time_dimension", OPTIONAL_TEXT)
            .may("create_metric", FLAG)
            .may("config", MAPPING);

    private static final Members VALIDITY = Members.none().may("is_start", FLAG).may("is_end", FLAG);

    static final Members DIMENSION = NAMED.with("type", TEXT)
            .may("description", OPTIONAL_TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("is_partition", FLAG)
            .may(
                    "type_params",
                    YamlShape.optional(Members.none()
                            .with("time_granularity", TEXT)
                            .may("validity_params", YamlShape.optional(VALIDITY))))
            .may("expr", OPTIONAL_TEXT)
            .may("config", MAPPING);

    static final Members SEMANTIC_MODEL = NAMED.with("model", TEXT)
            .may("config", MAPPING)
            .may("description", OPTIONAL_TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("defaults", YamlShape.optional(Members.none().may("agg_time_dimension", OPTIONAL_TEXT)))
            .may("entities", new Items(ENTITY))
            .may("measures", new Items(MEASURE))
            .may("dimensions", new Items(DIMENSION))
            .may("primary_entity", OPTIONAL_TEXT);

    private static final YamlShape INPUT_MEASURE = new Either(List.of(
            NAMED.may("filter", FILTER)
                    .may("alias", OPTIONAL_TEXT)
                    .may("join_to_timespine", FLAG)
                    .may("fill_nulls_with", YamlShape.optional(WHOLE)),
            TEXT));

    private static final YamlShape INPUT_METRIC = new Either(List.of(
            NAMED.may("filter", FILTER)
                    .may("alias", OPTIONAL_TEXT)
                    .may("offset_window", OPTIONAL_TEXT)
                    .may("offset_to_grain", OPTIONAL_TEXT),
            TEXT));

    private static final Members CONVERSION = Members.none()
            .with("base_measure", INPUT_MEASURE)
            .with("conversion_measure", INPUT_MEASURE)
            .with("entity", TEXT)
            .may("calculation", TEXT)
            .may("window", OPTIONAL_TEXT)
            .may(
                    "constant_properties",
                    YamlShape.optional(
                            new Items(Members.none().with("base_property", TEXT).with("conversion_property", TEXT))));

    private static final Members CUMULATIVE = Members.none()
            .may("window", OPTIONAL_TEXT)
            .may("grain_to_date", OPTIONAL_TEXT)
            .may("period_agg", TEXT);

    private static final Members TYPE_PARAMS = Members.none()
            .may("measure", YamlShape.optional(INPUT_MEASURE))
            .may("numerator", YamlShape.optional(INPUT_METRIC))
            .may("denominator", YamlShape.optional(INPUT_METRIC))
            .may("expr", YamlShape.optional(TEXT, FLAG))
            .may("window", OPTIONAL_TEXT)
            .may("grain_to_date", OPTIONAL_TEXT)
            .may("metrics", YamlShape.optional(new Items(INPUT_METRIC)))
            .may("conversion_type_params", YamlShape.optional(CONVERSION))
            .may("cumulative_type_params", YamlShape.optional(CUMULATIVE));

    static final Members METRIC = NAMED.with("label", TEXT)
            .with("type", TEXT)
            .with("type_params", TYPE_PARAMS)
            .may("description", TEXT)
            .may("filter", FILTER)
            .may("time_granularity", OPTIONAL_TEXT)
            .may("meta", MAPPING)
            .may("tags", TEXTS)
            .may("config", MAPPING);

    private static final Members QUERY_PARAMS = Members.none()
            .may("metrics", TEXTS)
            .may("group_by", TEXTS)
            .may("where", FILTER)
            .may("order_by", TEXTS)
            .may("limit", YamlShape.optional(WHOLE));

    static final Members SAVED_QUERY = NAMED.with("query_params", QUERY_PARAMS)
            .may("description", OPTIONAL_TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("exports", new Items(NAMED.may("config", MAPPING)))
            .may("config", MAPPING)
            .may("tags", new Either(List.of(TEXT, TEXTS)));

    private static final YamlShape TIME_SPINE = YamlShape.optional(Members.none()
            .with("standard_granularity_column", TEXT)
            .may("custom_granularities", new Items(NAMED.may("column_name", OPTIONAL_TEXT))));

    private static final YamlShape TESTS = new Items(new Either(List.of(TEXT, MAPPING)));

    private static final Members COLUMN = Members.any()
            .with("name", TEXT)
            .may("description", TEXT)
            .may("meta", MAPPING)
            .may("data_type", OPTIONAL_TEXT)
            .may("constraints", new Items(MAPPING))
            .may("docs", MAPPING)
            .may("config", MAPPING)
            .may("data_tests", TESTS)
            .may("tests", TESTS)
            .may("tags", TEXTS)
            .may("quote", YamlShape.optional(FLAG));

    private static final YamlShape DOCS = Members.none().may("show", FLAG).may("node_color", OPTIONAL_TEXT);

    private static final YamlShape INCLUDED =
            Members.none().with("include", YamlShape.optional(TEXT, TEXTS)).may("exclude", TEXTS);

    private static final Members VERSION = Members.none()
            .with("v", new Either(List.of(TEXT, NUMBER)))
            .may("description", TEXT)
            .may("access", OPTIONAL_TEXT)
            .may("config", MAPPING)
            .may("constraints", new Items(MAPPING))
            .may("docs", DOCS)
            .may("data_tests", YamlShape.optional(TESTS))
            .may("tests", YamlShape.optional(TESTS))
            .may("columns", new Items(new Either(List.of(INCLUDED, COLUMN))))
            .may("defined_in", OPTIONAL_TEXT)
            .may("deprecation_date", YamlShape.optional(TEXT, new Plain("date")));

    private static final Members NODE = Members.any()
            .may("description", TEXT)
            .may("columns", new Items(COLUMN))
            .may("meta", MAPPING)
            .may("docs", MAPPING)
            .may("config", MAPPING)
            .may("data_tests", TESTS)
            .may("tests", TESTS)
            .may("constraints", new Items(MAPPING))
            .may("versions", new Items(VERSION))
            .may("latest_version", YamlShape.optional(TEXT, NUMBER))
            .may("deprecation_date", YamlShape.optional(TEXT, new Plain("date")))
            .may("access", OPTIONAL_TEXT);

    private static final Members MODEL = NODE.may("time_spine", TIME_SPINE);

    private static final YamlShape THRESHOLD = YamlShape.optional(Members.any()
            .may("count", YamlShape.optional(WHOLE))
            .may("period", YamlShape.optional(new OneOf(List.of("minute", "hour", "day")))));

    private static final YamlShape FRESHNESS = YamlShape.optional(Members.any()
            .may("warn_after", THRESHOLD)
            .may("error_after", THRESHOLD)
            .may("filter", OPTIONAL_TEXT));

    private static final Members TABLE = Members.any()
            .with("name", TEXT)
            .may("description", TEXT)
            .may("columns", new Items(COLUMN))
            .may("meta", MAPPING)
            .may("config", MAPPING)
            .may("data_tests", TESTS)
            .may("tests", TESTS)
            .may("tags", TEXTS)
            .may("quoting", MAPPING)
            .may("freshness", FRESHNESS)
            .may("external", YamlShape.optional(MAPPING))
            .may("identifier", OPTIONAL_TEXT)
            .may("loaded_at_field", OPTIONAL_TEXT);

    private static final Members SOURCE = Members.any()
            .may("description", TEXT)
            .may("meta", MAPPING)
            .may("config", MAPPING)
            .may("tags", TEXTS)
            .may("quoting", MAPPING)
            .may("freshness", FRESHNESS)
            .may("loader", TEXT)
            .may("overrides", TEXT)
            .may("schema", OPTIONAL_TEXT)
            .may("database", OPTIONAL_TEXT)
            .may("loaded_at_field", OPTIONAL_TEXT)
            .may("tables", new Items(TABLE));

    private static final Members OWNER =
            Members.any().may("email", YamlShape.optional(TEXT, TEXTS)).may("name", OPTIONAL_TEXT);

    private static final Members EXPOSURE = NAMED.with(
                    "type", new OneOf(List.of("dashboard", "notebook", "analysis", "ml", "application")))
            .with("owner", OWNER)
            .may("description", TEXT)
            .may("label", OPTIONAL_TEXT)
            .may("url", OPTIONAL_TEXT)
            .may("maturity", YamlShape.optional(new OneOf(List.of("low", "medium", "high"))))
            .may("meta", MAPPING)
            .may("tags", ANYTHING) // intended: COMPATIBILITY #120
            .may("config", MAPPING)
            .may("depends_on", TEXTS);

    private static final Members GROUP =
            NAMED.with("owner", OWNER).may("description", OPTIONAL_TEXT).may("config", MAPPING);

    private static final YamlShape FORMAT = new OneOf(List.of("csv", "dict", "sql"));
    private static final Members ROWS = Members.none()
            .may("rows", YamlShape.optional(TEXT, new Items(MAPPING)))
            .may("format", FORMAT)
            .may("fixture", OPTIONAL_TEXT);

    private static final Members UNIT_TEST = NAMED.with("model", TEXT)
            .with("given", new Items(ROWS.with("input", TEXT)))
            .with("expect", ROWS)
            .may("description", TEXT)
            .may(
                    "overrides",
                    YamlShape.optional(Members.none()
                            .may("macros", MAPPING)
                            .may("vars", MAPPING)
                            .may("env_vars", MAPPING)))
            .may("versions", ANYTHING)
            .may("config", MAPPING);

    private static final Members MACRO = Members.any()
            .may("arguments", new Items(NAMED.may("type", OPTIONAL_TEXT).may("description", TEXT)));

    private EntryShapes() {}

    /** Of entries whose other keys are no error. */
    static YamlShape ofSection(String section) {
        return switch (section) {
            case "models" -> MODEL;
            case "seeds", "snapshots", "analyses" -> NODE;
            case "sources" -> SOURCE;
            case "exposures" -> EXPOSURE;
            case "unit_tests" -> UNIT_TEST;
            case "groups" -> GROUP;
            case "macros" -> MACRO;
            default -> MAPPING;
        };
    }

    /** Throws {@code PAR-014} where the entry has not the form. */
    static void check(PropertyBlock block, YamlShape shape) {
        Optional<YamlShape.Complaint> complaint = shape.complaint(block.rendered());
        if (complaint.isPresent()) {
            throw PropertyErrors.config(
                    block,
                    complaint.get().place(block.written()),
                    complaint.get().words());
        }
    }
}
