package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.BinaryOperator;
import dev.weir.jinja.value.NamedTuple;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's date. Immutable. Public, as databases yield dates too. */
public record PyDate(LocalDate date) implements PyObject {
    private static final Signature MAKE = Signature.inC("function", "this function", "date", "year", "month", "day");
    private static final Signature REPLACE =
            Signature.inC("function", "replace()", "replace", "year=none", "month=none", "day=none");
    private static final Signature STRFTIME = Signature.inC("strftime()", "strftime()", "strftime", "format");
    private static final String[] ISO_CALENDAR = {"year", "week", "weekday"};

    private static final String[] STRUCT_TIME = {
        "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"
    };

    static Object make(Arguments arguments) {
        var bound = MAKE.bind(arguments);
        return new PyDate(of(bound.integer(0), bound.integer(1), bound.integer(2)));
    }

    /** The date of a year, month and day, with Python's errors. */
    static LocalDate of(long year, long month, long day) {
        if (year < 1 || year > 9999) {
            throw PyError.value("year " + year + " is out of range");
        }
        if (month < 1 || month > 12) {
            throw PyError.value("month must be in 1..12");
        }
        if (day < 1 || day > Month.of((int) month).length(java.time.Year.isLeap(year))) {
            throw PyError.value("day is out of range for month");
        }
        return LocalDate.of((int) year, (int) month, (int) day);
    }

    /** What {@code timetuple()} says of a moment. */
    static NamedTuple struct(java.time.LocalDateTime time, long summer) {
        return NamedTuple.typed(
                "time.struct_time",
                STRUCT_TIME,
                (long) time.getYear(),
                (long) time.getMonthValue(),
                (long) time.getDayOfMonth(),
                (long) time.getHour(),
                (long) time.getMinute(),
                (long) time.getSecond(),
                time.getDayOfWeek().getValue() - 1L,
                (long) time.getDayOfYear(),
                summer);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("builtin_function_or_method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        if (name.equals("replace")) {
            return (PyCallable) arguments -> {
                var bound = REPLACE.bind(arguments);
                return new PyDate(of(
                        PyTime.part(bound, 0, date.getYear()),
                        PyTime.part(bound, 1, date.getMonthValue()),
                        PyTime.part(bound, 2, date.getDayOfMonth())));
            };
        }
        if (name.equals("timetuple")) {
            return (PyCallable) _ -> struct(date.atStartOfDay(), -1);
        }
        var shared = attribute(this, date, name);
        return shared == null ? DatetimeModule.dayMember(name, Clock.system(ZoneId.systemDefault())) : shared;
    }

    /** The argument of {@code strftime}. */
    static String format(Arguments arguments) {
        Object format = STRFTIME.bind(arguments).value(0);
        if (format instanceof String text) {
            return text;
        }
        throw PyError.type("strftime() argument 1 must be str, not " + Values.typeName(format));
    }

    /** The members that date and datetime share; null when it is none of them. */
    static @Nullable Object attribute(PyObject object, LocalDate date, String name) {
        return switch (name) {
            case "year" -> (long) date.getYear();
            case "month" -> (long) date.getMonthValue();
            case "day" -> (long) date.getDayOfMonth();
            case "weekday" -> (PyCallable) _ -> date.getDayOfWeek().getValue() - 1L;
            case "isoweekday" -> (PyCallable) _ -> (long) date.getDayOfWeek().getValue();
            case "toordinal" -> (PyCallable) _ -> date.toEpochDay() + 719_163;
            case "isocalendar" ->
                (PyCallable) _ -> NamedTuple.typed(
                        "datetime.IsoCalendarDate",
                        ISO_CALENDAR,
                        (long) date.get(IsoFields.WEEK_BASED_YEAR),
                        (long) date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                        (long) date.getDayOfWeek().getValue());
            case "isoformat" -> (PyCallable) _ -> object.str();
            case "ctime" ->
                (PyCallable) _ -> DateTexts.padded(
                                new StringBuilder(Objects.requireNonNull(object.format("%a %b %e %H:%M:%S "))),
                                date.getYear(),
                                4)
                        .toString();
            case "strftime" ->
                (PyCallable) arguments -> {
                    var text = object.format(format(arguments));
                    return text == null ? "" : text;
                };
            default -> null;
        };
    }

    @Override
    public @Nullable Object operate(BinaryOperator operator, Object other, boolean reflected) {
        if (other instanceof PyDelta delta && operator == BinaryOperator.ADD) {
            return moved(delta.days());
        }
        if (reflected || operator != BinaryOperator.SUBTRACT) {
            return null;
        }
        if (other instanceof PyDelta delta) {
            return moved(-delta.days());
        }
        return other instanceof PyDate day ? new PyDelta(ChronoUnit.DAYS.between(day.date, date), 0) : null;
    }

    private PyDate moved(long days) {
        long year = date.getYear() + days / 366;
        if (year < 0 || year > 10_000) {
            throw PyError.overflow("date value out of range");
        }
        var there = date.plusDays(days);
        if (there.getYear() < 1 || there.getYear() > 9999) {
            throw PyError.overflow("date value out of range");
        }
        return new PyDate(there);
    }

    @Override
    public @Nullable Integer order(Object other) {
        if (other instanceof PyDateTime) {
            throw PyError.type("can't compare datetime.datetime to datetime.date");
        }
        return other instanceof PyDate day ? date.compareTo(day.date) : null;
    }

    @Override
    public @Nullable String format(String spec) {
        return spec.isEmpty() ? str() : DateTexts.format(date.atStartOfDay(), null, spec);
    }

    @Override
    public String typeName() {
        return "datetime.date";
    }

    @Override
    public String str() {
        return DateTexts.iso(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    @Override
    public String repr() {
        return "datetime.date(" + date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth() + ")";
    }
}
