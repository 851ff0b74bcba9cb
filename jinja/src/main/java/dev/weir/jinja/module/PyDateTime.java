package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.BinaryOperator;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Python's datetime, with or without a zone. Immutable. Public, as databases yield them too. */
public record PyDateTime(LocalDateTime time, @Nullable TimeZoneInfo zone) implements PyObject {
    private static final Signature MAKE = Signature.inC(
            "function",
            "this function",
            "datetime",
            "year",
            "month",
            "day",
            "hour=0",
            "minute=0",
            "second=0",
            "microsecond=0",
            "tzinfo=none",
            "*",
            "fold=0");
    private static final Signature REPLACE = Signature.inC(
            "function",
            "replace()",
            "replace",
            "year=none",
            "month=none",
            "day=none",
            "hour=none",
            "minute=none",
            "second=none",
            "microsecond=none",
            "tzinfo=",
            "*",
            "fold=none");
    private static final Signature ISO =
            Signature.inC("function", "isoformat()", "isoformat", "sep='T'", "timespec='auto'");

    /** Local time is found by looking at the day before. */
    private static final LocalDateTime FIRST_WITH_A_DAY_BEFORE = LocalDateTime.of(1, 1, 2, 0, 0);

    /** A datetime without a zone. */
    public static PyDateTime of(LocalDateTime time) {
        return new PyDateTime(time, null);
    }

    /** A moment in a zone that is an offset and no more. */
    public static PyDateTime of(LocalDateTime time, ZoneOffset offset) {
        return new PyDateTime(time, TimeZoneInfo.fixed(offset));
    }

    static Object make(Arguments arguments) {
        var bound = MAKE.bind(arguments);
        var date = PyDate.of(bound.integer(0), bound.integer(1), bound.integer(2));
        var time = PyTime.of(bound.integer(3), bound.integer(4), bound.integer(5), bound.integer(6));
        PyTime.refuseFold(bound.value(8));
        return new PyDateTime(date.atTime(time), PyTime.zone(bound.value(7)));
    }

    /** What {@code fromisoformat} reads; throws a {@link PyError} when the text is no such moment. */
    public static PyDateTime parse(String text) {
        return IsoReading.moment(text);
    }

    Instant moment(ZoneId local) {
        if (zone == null && time.isBefore(FIRST_WITH_A_DAY_BEFORE)) {
            throw PyError.value("year 0 is out of range");
        }
        return zone == null ? time.atZone(local).toInstant() : time.toInstant(zone.offset());
    }

    /** The same moment in another zone. */
    PyDateTime in(TimeZoneInfo other) {
        var moment = moment(ZoneId.systemDefault());
        var there = other.at(moment);
        return new PyDateTime(LocalDateTime.ofInstant(moment, there.offset()), there);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("builtin_function_or_method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "hour" -> (long) time.getHour();
            case "minute" -> (long) time.getMinute();
            case "second" -> (long) time.getSecond();
            case "microsecond" -> time.getNano() / 1_000L;
            case "tzinfo" -> zone == null ? None.NONE : zone;
            case "fold" -> 0L;
            case "date" -> (PyCallable) _ -> new PyDate(time.toLocalDate());
            case "time" -> (PyCallable) _ -> new PyTime(time.toLocalTime(), null);
            case "timetz" -> (PyCallable) _ -> new PyTime(time.toLocalTime(), zone);
            case "isoformat" -> (PyCallable) this::isoformat;
            case "replace" -> (PyCallable) this::replace;
            case "timestamp" ->
                (PyCallable) _ -> {
                    var moment = moment(ZoneId.systemDefault());
                    return moment.getEpochSecond() + moment.getNano() / 1e9;
                };
            case "astimezone" -> (PyCallable) arguments -> astimezone(arguments.or(0, "tz", None.NONE));
            case "utcoffset" ->
                (PyCallable) _ -> zone == null
                        ? None.NONE
                        : PyDelta.of(Duration.ofSeconds(zone.offset().getTotalSeconds()));
            case "dst" -> (PyCallable) _ -> zone == null ? None.NONE : zone.daylight();
            case "tzname" -> (PyCallable) _ -> zone == null ? None.NONE : zone.name();
            case "timetuple" ->
                (PyCallable) _ ->
                        PyDate.struct(time, zone == null ? -1 : zone.daylight().truth() ? 1 : 0);
            case "utctimetuple" -> (PyCallable) _ -> PyDate.struct(absolute(), 0);
            default -> {
                var shared = PyDate.attribute(this, time.toLocalDate(), name);
                yield shared == null ? DatetimeModule.momentMember(name, Clock.system(ZoneId.systemDefault())) : shared;
            }
        };
    }

    /** {@code 2024-01-31T10:00:00+00:00}: what {@code isoformat()} says. */
    public String iso() {
        return date() + "T" + DateTexts.iso(time.toLocalTime(), "auto") + offset();
    }

    private Object isoformat(Arguments arguments) {
        var bound = ISO.bind(arguments);
        return date() + bound.text(0) + DateTexts.iso(time.toLocalTime(), bound.text(1)) + offset();
    }

    private Object astimezone(Object target) {
        if (target == None.NONE) {
            var moment = moment(ZoneId.systemDefault());
            return in(TimeZoneInfo.fixed(ZoneId.systemDefault().getRules().getOffset(moment)));
        }
        if (!(target instanceof TimeZoneInfo other)) {
            throw PyError.type(
                    "tzinfo argument must be None or of a tzinfo subclass, not type '" + Values.typeName(target) + "'");
        }
        return in(other);
    }

    private Object replace(Arguments arguments) {
        var bound = REPLACE.bind(arguments);
        var date = PyDate.of(
                PyTime.part(bound, 0, time.getYear()),
                PyTime.part(bound, 1, time.getMonthValue()),
                PyTime.part(bound, 2, time.getDayOfMonth()));
        var clock = PyTime.of(
                PyTime.part(bound, 3, time.getHour()),
                PyTime.part(bound, 4, time.getMinute()),
                PyTime.part(bound, 5, time.getSecond()),
                PyTime.part(bound, 6, time.getNano() / 1_000));
        var tzinfo = bound.optional(7);
        return new PyDateTime(date.atTime(clock), tzinfo == null ? zone : PyTime.zone(tzinfo));
    }

    @Override
    public @Nullable Object operate(BinaryOperator operator, Object other, boolean reflected) {
        if (other instanceof PyDelta delta && operator == BinaryOperator.ADD) {
            return moved(delta);
        }
        if (reflected || operator != BinaryOperator.SUBTRACT) {
            return null;
        }
        if (other instanceof PyDelta delta) {
            return moved((PyDelta) delta.negated());
        }
        if (!(other instanceof PyDateTime that)) {
            return null;
        }
        if ((zone == null) != (that.zone == null)) {
            throw PyError.type("can't subtract offset-naive and offset-aware datetimes");
        }
        return PyDelta.of(Duration.between(that.absolute(), absolute()));
    }

    private LocalDateTime absolute() {
        return zone == null ? time : time.minusSeconds(zone.offset().getTotalSeconds());
    }

    private PyDateTime moved(PyDelta delta) {
        var there = time.plus(delta.duration());
        if (there.getYear() < 1 || there.getYear() > 9999) {
            throw PyError.overflow("date value out of range");
        }
        return new PyDateTime(there, zone);
    }

    @Override
    public @Nullable Integer order(Object other) {
        if (other instanceof PyDate) {
            throw PyError.type("can't compare datetime.datetime to datetime.date");
        }
        if (!(other instanceof PyDateTime that)) {
            return null;
        }
        if ((zone == null) != (that.zone == null)) {
            throw PyError.type("can't compare offset-naive and offset-aware datetimes");
        }
        return absolute().compareTo(that.absolute());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PyDateTime that
                && (zone == null) == (that.zone == null)
                && absolute().equals(that.absolute());
    }

    @Override
    public int hashCode() {
        return absolute().hashCode();
    }

    @Override
    public @Nullable String format(String spec) {
        return spec.isEmpty() ? str() : DateTexts.format(time, zone, spec);
    }

    @Override
    public String typeName() {
        return "datetime.datetime";
    }

    private String date() {
        return DateTexts.iso(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
    }

    private String offset() {
        return zone == null ? "" : DateTexts.offset(zone, true);
    }

    @Override
    public String str() {
        return date() + " " + DateTexts.iso(time.toLocalTime(), "auto") + offset();
    }

    /** The parts of a time as a constructor takes them; hour and minute always, the rest when it is not zero. */
    static String parts(LocalTime time, boolean afterDate) {
        int micros = time.getNano() / 1_000;
        String text = time.getHour() + ", " + time.getMinute();
        if (time.getSecond() != 0 || micros != 0) {
            text += ", " + time.getSecond();
        }
        if (micros != 0) {
            text += ", " + micros;
        }
        return afterDate ? ", " + text : text;
    }

    @Override
    public String repr() {
        return "datetime.datetime(" + time.getYear() + ", " + time.getMonthValue() + ", " + time.getDayOfMonth()
                + parts(time.toLocalTime(), true) + (zone == null ? "" : ", tzinfo=" + zone.repr()) + ")";
    }
}
