package dev.weir.jinja.filter;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyIterator;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The filters that apply another filter or a test to each item: {@code map}, {@code select} and their like. Lazy. */
final class ChoiceFilters {
    private ChoiceFilters() {}

    static Object map(Object value, Arguments arguments, FilterContext context) {
        return PyIterator.generator("sync_do_map", () -> mapped(value, arguments, context));
    }

    private static Iterator<Object> mapped(Object value, Arguments arguments, FilterContext context) {
        if (!Values.truth(value)) {
            return Collections.emptyIterator();
        }
        var each = mapping(arguments, context);
        var items = Values.iterate(value);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Object next() {
                return each.apply(items.next());
            }
        };
    }

    private static UnaryOperator<Object> mapping(Arguments arguments, FilterContext context) {
        var attribute = arguments.keyword("attribute");
        if (arguments.size() == 0 && attribute != null) {
            for (int i = 0; i < arguments.keywordCount(); i++) {
                var keyword = arguments.keywordName(i);
                if (!keyword.equals("attribute") && !keyword.equals("default")) {
                    throw refused("Unexpected keyword argument '" + keyword + "'");
                }
            }
            return Attributes.getter(attribute, arguments.or(0, "default", None.NONE), context);
        }
        if (arguments.size() == 0) {
            throw refused("map requires a filter argument");
        }
        refuseUndefined("filter", arguments.positional(0));
        var name = Values.str(arguments.positional(0));
        var rest = arguments.skip(1);
        return item -> context.applyFilter(name, item, rest);
    }

    private static void refuseUndefined(String kind, Object name) {
        if (name instanceof Undefined missing) {
            throw new PyError(
                    "TemplateRuntimeError",
                    "No " + kind + " named Undefined. (" + missing.message()
                            + "; did you forget to quote the callable name?)");
        }
    }

    private static PyError refused(String message) {
        return new PyError("FilterArgumentError", message);
    }

    static Object select(Object value, Arguments arguments, FilterContext context) {
        return chosen(value, arguments, context, false, true);
    }

    static Object reject(Object value, Arguments arguments, FilterContext context) {
        return chosen(value, arguments, context, false, false);
    }

    static Object selectattr(Object value, Arguments arguments, FilterContext context) {
        return chosen(value, arguments, context, true, true);
    }

    static Object rejectattr(Object value, Arguments arguments, FilterContext context) {
        return chosen(value, arguments, context, true, false);
    }

    private static Object chosen(
            Object value, Arguments arguments, FilterContext context, boolean byAttribute, boolean wanted) {
        return PyIterator.generator("select_or_reject", () -> choice(value, arguments, context, byAttribute, wanted));
    }

    private static Iterator<Object> choice(
            Object value, Arguments arguments, FilterContext context, boolean byAttribute, boolean wanted) {
        if (!Values.truth(value)) {
            return Collections.emptyIterator();
        }
        if (byAttribute && arguments.size() == 0) {
            throw refused("Missing parameter for attribute name");
        }
        var rest = byAttribute ? arguments.skip(1) : arguments;
        UnaryOperator<Object> subject =
                byAttribute ? Attributes.getter(arguments.positional(0), context) : item -> item;
        Predicate<Object> test;
        if (rest.size() == 0) {
            test = item -> Values.truth(subject.apply(item)) == wanted;
        } else {
            var name = Values.str(rest.positional(0));
            var testArguments = rest.skip(1);
            test = item -> context.applyTest(name, subject.apply(item), testArguments) == wanted;
        }
        var items = Values.iterate(value);
        return PyIterator.from("generator", () -> {
            while (items.hasNext()) {
                var item = items.next();
                if (test.test(item)) {
                    return item;
                }
            }
            return null;
        });
    }
}
