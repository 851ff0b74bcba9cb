package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.Numbers;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** The module {@code datetime}, as far as dbt shows it: date, datetime, time, timedelta, tzinfo. */
final class DatetimeModule {
    private static final Signature STRPTIME = Signature.of("strptime", "date_string", "format");

    private static final Signature ISO_CALENDAR =
            Signature.inC("fromisocalendar()", "fromisocalendar()", "fromisocalendar", "year", "week", "day");

    private final Clock clock;
    private final PyType date;
    private final PyType datetime;

    private DatetimeModule(Clock clock) {
        this.clock = clock;
        this.date = new PyType("datetime.date", PyDate::make, this::dateMember);
        this.datetime = new PyType("datetime.datetime", PyDateTime::make, this::datetimeMember);
    }

    static PyModule of(Clock clock) {
        var module = new DatetimeModule(clock);
        return new PyModule(
                "datetime", new String[] {"date", "datetime", "time", "timedelta", "tzinfo"}, name -> switch (name) {
                    case "date" -> module.date;
                    case "datetime" -> module.datetime;
                    case "time" -> new PyType("datetime.time", PyTime::make, DatetimeModule::timeMember);
                    case "timedelta" -> PyDelta.TYPE;
                    default -> new PyType("datetime.tzinfo", _ -> None.NONE, _ -> null);
                });
    }

    static @Nullable Object timeMember(String name) {
        return switch (name) {
            case "fromisoformat" -> (PyCallable) arguments -> IsoReading.time(text("time", arguments));
            case "min" -> new PyTime(LocalTime.MIN, null);
            case "max" -> new PyTime(LocalTime.of(23, 59, 59, 999_999_000), null);
            case "resolution" -> new PyDelta(0, 1);
            default -> null;
        };
    }

    private static String text(String type, Arguments arguments) {
        if (arguments.exactlyOne(type + ".fromisoformat") instanceof String text) {
            return text;
        }
        throw PyError.type("fromisoformat: argument must be str");
    }

    private @Nullable Object dateMember(String name) {
        var member = dayMember(name, clock);
        return member == null ? unbound(name) : member;
    }

    /** What the class date has and its objects too. */
    static @Nullable Object dayMember(String name, Clock clock) {
        return switch (name) {
            case "today" -> (PyCallable) _ -> new PyDate(LocalDate.now(clock));
            case "fromtimestamp" ->
                (PyCallable)
                        arguments -> new PyDate(LocalDate.ofInstant(moment(arguments.positional(0)), clock.getZone()));
            case "fromisoformat" -> (PyCallable) arguments -> new PyDate(IsoReading.date(text("date", arguments)));
            case "fromordinal" -> (PyCallable) arguments -> new PyDate(ofOrdinal(arguments));
            case "fromisocalendar" -> (PyCallable) arguments -> new PyDate(ofIsoCalendar(arguments));
            case "min" -> new PyDate(LocalDate.of(1, 1, 1));
            case "max" -> new PyDate(LocalDate.of(9999, 12, 31));
            case "resolution" -> new PyDelta(1, 0);
            default -> null;
        };
    }

    private static LocalDate ofOrdinal(Arguments arguments) {
        long ordinal = Numbers.index(arguments.positional(0));
        if (ordinal < 1) {
            throw PyError.value("ordinal must be >= 1");
        }
        if (ordinal > Integer.MAX_VALUE) {
            throw PyError.overflow("Python int too large to convert to C int");
        }
        LocalDate date = LocalDate.ofEpochDay(ordinal - 719_163);
        if (date.getYear() > 9999) {
            throw PyError.value("year " + date.getYear() + " is out of range");
        }
        return date;
    }

    private static LocalDate ofIsoCalendar(Arguments arguments) {
        var bound = ISO_CALENDAR.bind(arguments);
        return ofWeek(bound.integer(0), bound.integer(1), bound.integer(2));
    }

    static LocalDate ofWeek(long year, long week, long day) {
        if (year < 1 || year > 9999) {
            throw PyError.value("Year is out of range: " + year);
        }
        LocalDate first = LocalDate.of((int) year, 1, 4).with(java.time.DayOfWeek.MONDAY);
        long weeks = IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of((int) year, 7, 1))
                .getMaximum();
        if (week < 1 || week > weeks) {
            throw PyError.value("Invalid week: " + week);
        }
        if (day < 1 || day > 7) {
            throw PyError.value("Invalid day: " + day + " (range is [1, 7])");
        }
        return first.plusDays((week - 1) * 7 + day - 1);
    }

    private @Nullable Object datetimeMember(String name) {
        var member = momentMember(name, clock);
        return member == null ? unbound(name) : member;
    }

    /** What the class datetime has and its objects too. */
    static @Nullable Object momentMember(String name, Clock clock) {
        return switch (name) {
            case "now" ->
                (PyCallable) arguments -> {
                    var zone = PyTime.zone(arguments.or(0, "tz", None.NONE));
                    return at(clock.instant(), zone, clock);
                };
            case "today" -> (PyCallable) _ -> at(clock.instant(), null, clock);
            case "utcnow" ->
                (PyCallable)
                        _ -> new PyDateTime(micros(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)), null);
            case "fromtimestamp" ->
                (PyCallable) arguments ->
                        at(moment(arguments.positional(0)), PyTime.zone(arguments.or(1, "tz", None.NONE)), clock);
            case "utcfromtimestamp" ->
                (PyCallable) arguments ->
                        new PyDateTime(LocalDateTime.ofInstant(moment(arguments.positional(0)), ZoneOffset.UTC), null);
            case "strptime" -> (PyCallable) DatetimeModule::strptime;
            case "fromisoformat" -> (PyCallable) arguments -> PyDateTime.parse(text("datetime", arguments));
            case "fromordinal" ->
                (PyCallable) arguments -> new PyDateTime(ofOrdinal(arguments).atStartOfDay(), null);
            case "fromisocalendar" ->
                (PyCallable)
                        arguments -> new PyDateTime(ofIsoCalendar(arguments).atStartOfDay(), null);
            case "combine" -> (PyCallable) DatetimeModule::combine;
            case "min" -> new PyDateTime(LocalDateTime.of(1, 1, 1, 0, 0), null);
            case "max" -> new PyDateTime(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000), null);
            case "resolution" -> new PyDelta(0, 1);
            default -> null;
        };
    }

    private static Object strptime(Arguments arguments) {
        if (arguments.size() != 2) {
            throw PyError.type("strptime() takes exactly 2 arguments (" + arguments.size() + " given)");
        }
        var bound = STRPTIME.bind(arguments);
        if (!(bound.value(0) instanceof String text)) {
            throw PyError.type("strptime() argument 1 must be str, not " + Values.typeName(bound.value(0)));
        }
        if (!(bound.value(1) instanceof String format)) {
            throw PyError.type("strptime() argument 2 must be str, not " + Values.typeName(bound.value(1)));
        }
        return DateParsing.parse(text, format);
    }

    /** A method taken from the class, to be called with the object first. */
    private static @Nullable Object unbound(String name) {
        if (new PyDateTime(LocalDateTime.MIN, null).attribute(name) == null) {
            return null;
        }
        return (PyCallable)
                arguments -> Values.call(Values.attribute(arguments.positional(0), name), arguments.skip(1));
    }

    private static PyDateTime at(Instant moment, @Nullable TimeZoneInfo zone, Clock clock) {
        if (zone == null) {
            return new PyDateTime(micros(LocalDateTime.ofInstant(moment, clock.getZone())), null);
        }
        var there = zone.at(moment);
        return new PyDateTime(micros(LocalDateTime.ofInstant(moment, there.offset())), there);
    }

    private static LocalDateTime micros(LocalDateTime time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant moment(Object timestamp) {
        if (!Numbers.isNumber(timestamp)) {
            throw PyError.type("'" + Values.typeName(timestamp) + "' object cannot be interpreted as an integer");
        }
        var micros = new BigDecimal(Numbers.toDouble(timestamp))
                .movePointRight(6)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    private static Object combine(Arguments arguments) {
        var day = arguments.find(0, "date");
        var clock = arguments.find(1, "time");
        if (!(day instanceof PyDate || day instanceof PyDateTime)) {
            throw PyError.type("combine() argument 1 must be datetime.date, not "
                    + (day == null ? "nothing" : Values.typeName(day)));
        }
        if (!(clock instanceof PyTime time)) {
            throw PyError.type("combine() argument 2 must be datetime.time, not "
                    + (clock == null ? "nothing" : Values.typeName(clock)));
        }
        var date = day instanceof PyDate plain
                ? plain.date()
                : ((PyDateTime) day).time().toLocalDate();
        return new PyDateTime(date.atTime(time.time()), time.zone());
    }
}
