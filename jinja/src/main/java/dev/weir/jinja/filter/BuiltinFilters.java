package dev.weir.jinja.filter;

import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jinja's filters by name. Source: Jinja docs 3.1, "List of Builtin Filters". */
public final class BuiltinFilters {
    /** The names of all, for hints. */
    public static final List<String> NAMES = List.of(
            "abs",
            "attr",
            "batch",
            "capitalize",
            "center",
            "count",
            "d",
            "default",
            "dictsort",
            "e",
            "escape",
            "filesizeformat",
            "first",
            "float",
            "forceescape",
            "format",
            "groupby",
            "indent",
            "int",
            "items",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "max",
            "min",
            "pprint",
            "random",
            "reject",
            "rejectattr",
            "replace",
            "reverse",
            "round",
            "safe",
            "select",
            "selectattr",
            "slice",
            "sort",
            "string",
            "striptags",
            "sum",
            "title",
            "tojson",
            "trim",
            "truncate",
            "unique",
            "upper",
            "urlencode",
            "urlize",
            "wordcount",
            "wordwrap",
            "xmlattr");

    private BuiltinFilters() {}

    /** The filter of that name; null when Jinja has none. */
    public static @Nullable Filter find(String name) {
        return switch (name) {
            case "abs" -> NumberFilters::abs;
            case "attr" -> SequenceFilters::attr;
            case "batch" -> SequenceFilters::batch;
            case "capitalize" -> TextFilters::capitalize;
            case "center" -> TextFilters::center;
            case "d", "default" -> SequenceFilters::otherwise;
            case "dictsort" -> OrderFilters::dictsort;
            case "e", "escape" -> HtmlFilters::escape;
            case "filesizeformat" -> NumberFilters::filesizeformat;
            case "first" -> SequenceFilters::first;
            case "float" -> NumberFilters::toFloat;
            case "forceescape" -> HtmlFilters::forceescape;
            case "format" -> TextFilters::format;
            case "groupby" -> OrderFilters::groupby;
            case "indent" -> TextFilters::indent;
            case "int" -> NumberFilters::toInt;
            case "items" -> SequenceFilters::items;
            case "join" -> SequenceFilters::join;
            case "last" -> SequenceFilters::last;
            case "count", "length" ->
                (value, arguments, _) -> {
                    TextFilters.refuseOfPython("len", arguments);
                    return (long) Values.length(value);
                };
            case "list" ->
                (value, arguments, _) -> {
                    TextFilters.refuse("sync_do_list", value, arguments);
                    return PyList.from(value);
                };
            case "lower" -> TextFilters::lower;
            case "map" -> ChoiceFilters::map;
            case "max" -> OrderFilters::max;
            case "min" -> OrderFilters::min;
            case "pprint" ->
                (value, arguments, _) -> {
                    TextFilters.refuse("do_pprint", value, arguments);
                    return PrettyText.of(value);
                };
            case "random" -> SequenceFilters::random;
            case "reject" -> ChoiceFilters::reject;
            case "rejectattr" -> ChoiceFilters::rejectattr;
            case "replace" -> TextFilters::replace;
            case "reverse" -> SequenceFilters::reverse;
            case "round" -> NumberFilters::round;
            case "safe" ->
                (value, arguments, _) -> {
                    TextFilters.refuse("do_mark_safe", value, arguments);
                    return Values.str(value);
                };
            case "string" ->
                (value, arguments, _) -> {
                    TextFilters.refuse("soft_str", value, arguments);
                    return Values.str(value);
                };
            case "select" -> ChoiceFilters::select;
            case "selectattr" -> ChoiceFilters::selectattr;
            case "slice" -> SequenceFilters::slice;
            case "sort" -> OrderFilters::sort;
            case "striptags" -> HtmlFilters::striptags;
            case "sum" -> SequenceFilters::sum;
            case "title" -> TextFilters::title;
            case "tojson" -> JsonText::filter;
            case "trim" -> TextFilters::trim;
            case "truncate" -> TextFilters::truncate;
            case "unique" -> OrderFilters::unique;
            case "upper" -> TextFilters::upper;
            case "urlencode" -> HtmlFilters::urlencode;
            case "urlize" -> WebLinks::urlize;
            case "wordcount" -> TextFilters::wordcount;
            case "wordwrap" -> WordWrap::filter;
            case "xmlattr" -> HtmlFilters::xmlattr;
            default -> null;
        };
    }
}
