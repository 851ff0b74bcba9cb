package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.ZoneId;
import java.util.TreeSet;

/** The module {@code pytz}; its zones are those of the JDK. */
final class PytzModule {
    static final PyModule MODULE = new PyModule(
            "pytz",
            new String[] {
                "timezone",
                "utc",
                "country_timezones",
                "country_names",
                "AmbiguousTimeError",
                "InvalidTimeError",
                "NonExistentTimeError",
                "UnknownTimeZoneError",
                "all_timezones",
                "all_timezones_set",
                "common_timezones",
                "common_timezones_set",
                "BaseTzInfo",
                "FixedOffset"
            },
            PytzModule::member);

    private static final Signature TIMEZONE = Signature.of("timezone", "zone");
    private static final Signature FIXED_OFFSET = Signature.of("FixedOffset", "offset", "_tzinfos=none");

    private PytzModule() {}

    private static Object member(String name) {
        return switch (name) {
            case "utc" -> TimeZoneInfo.UTC;
            case "timezone" -> (PyCallable) PytzModule::timezone;
            case "FixedOffset" ->
                (PyCallable) arguments -> fixed(FIXED_OFFSET.bind(arguments).value(0));
            case "all_timezones", "common_timezones" -> names();
            case "all_timezones_set", "common_timezones_set" -> PySet.from(names());
            case "country_timezones", "country_names" -> new PyDict();
            default ->
                new PyType(
                        "pytz.exceptions." + name,
                        _ -> {
                            throw PyError.type("'" + name + "' cannot be made here");
                        },
                        _ -> null);
        };
    }

    private static Object fixed(Object minutes) {
        if (!Numbers.isNumber(minutes)) {
            throw PyError.type("bad operand type for abs(): '" + Values.typeName(minutes) + "'");
        }
        return TimeZoneInfo.fixedMinutes(Numbers.index(minutes));
    }

    private static Object timezone(Arguments arguments) {
        if (arguments.size() == 1 && arguments.positional(0) instanceof String name) {
            return TimeZoneInfo.named(name);
        }
        var given = TIMEZONE.bind(arguments).value(0);
        if (given instanceof String name) {
            return TimeZoneInfo.named(name);
        }
        throw new PyError("UnknownTimeZoneError", Values.repr(given));
    }

    private static PyList names() {
        var names = new PyList();
        for (var name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            if (name.indexOf('/') > 0 && !name.startsWith("SystemV/") && !name.startsWith("Etc/")) {
                names.add(name);
            }
        }
        names.add("UTC");
        return names;
    }
}
