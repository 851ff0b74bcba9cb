package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.PySet;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
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

    private static final List<String> FAMILIES_OUT_OF_USE = List.of("Etc/", "Brazil/", "Chile/", "Mexico/");

    /** Names that stay for old programs, beside those families and all without a slash. Source: the time zone database, "backward". */
    private static final String OUT_OF_USE = """
            Africa/Asmera Africa/Timbuktu America/Argentina/ComodRivadavia America/Atka America/Buenos_Aires
            America/Catamarca America/Coral_Harbour America/Cordoba America/Ensenada America/Fort_Wayne
            America/Godthab America/Indianapolis America/Jujuy America/Knox_IN America/Louisville
            America/Mendoza America/Montreal America/Nipigon America/Pangnirtung America/Porto_Acre
            America/Rainy_River America/Rosario America/Santa_Isabel America/Shiprock America/Thunder_Bay
            America/Virgin America/Yellowknife Antarctica/South_Pole Asia/Ashkhabad Asia/Calcutta
            Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Dacca Asia/Harbin Asia/Istanbul Asia/Kashgar
            Asia/Katmandu Asia/Macao Asia/Rangoon Asia/Saigon Asia/Tel_Aviv Asia/Thimbu Asia/Ujung_Pandang
            Asia/Ulan_Bator Atlantic/Faeroe Atlantic/Jan_Mayen Australia/ACT Australia/Canberra Australia/Currie
            Australia/LHI Australia/NSW Australia/North Australia/Queensland Australia/South Australia/Tasmania
            Australia/Victoria Australia/West Australia/Yancowinna Canada/Saskatchewan Canada/Yukon
            Europe/Belfast Europe/Kiev Europe/Nicosia Europe/Tiraspol Europe/Uzhgorod Europe/Zaporozhye
            Pacific/Enderbury Pacific/Johnston Pacific/Ponape Pacific/Samoa Pacific/Truk Pacific/Yap US/Aleutian
            US/East-Indiana US/Indiana-Starke US/Michigan US/Samoa""";

    private PytzModule() {}

    private static Object member(String name) {
        return switch (name) {
            case "utc" -> TimeZoneInfo.UTC;
            case "timezone" -> (PyCallable) PytzModule::timezone;
            case "FixedOffset" ->
                (PyCallable) arguments -> fixed(FIXED_OFFSET.bind(arguments).value(0));
            case "all_timezones" -> names(true);
            case "common_timezones" -> names(false);
            case "all_timezones_set" -> PySet.from(names(true));
            case "common_timezones_set" -> PySet.from(names(false));
            case "country_timezones", "country_names" -> new NoCountries("modules.pytz." + name);
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

    private static PyList names(boolean all) {
        var names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        names.removeIf(name -> name.startsWith("SystemV/"));
        names.addAll(TimeZoneInfo.OLD_NAMES.keySet());
        if (!all) {
            names.removeIf(PytzModule::outOfUse);
            names.removeAll(Arrays.asList(OUT_OF_USE.split("\\s", -1)));
        }
        var list = new PyList();
        list.addAll(names);
        return list;
    }

    private static boolean outOfUse(String name) {
        boolean lone = name.indexOf('/') < 0 && !name.equals("UTC") && !name.equals("GMT");
        return lone || FAMILIES_OUT_OF_USE.stream().anyMatch(name::startsWith);
    }

    /** Where pytz has a table of countries: it is there, and cannot be used. */
    private record NoCountries(String name) implements PyCallable {
        @Override
        public Object call(Arguments arguments) {
            throw missing();
        }

        @Override
        public Object item(Object key) {
            throw missing();
        }

        @Override
        public Iterator<Object> iterate() {
            throw missing();
        }

        private PyError missing() {
            return new PyError("NotImplementedError", name + " is not supported: there is no table of countries here");
        }
    }
}
