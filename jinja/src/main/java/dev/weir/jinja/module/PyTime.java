package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Python's time of day. Immutable. */
public record PyTime(LocalTime time, @Nullable TimeZoneInfo zone) implements PyObject {
    private static final Signature MAKE = Signature.inC(
            "function",
            "this function",
            "time",
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
            "hour=none",
            "minute=none",
            "second=none",
            "microsecond=none",
            "tzinfo=",
            "*",
            "fold=none");
    private static final Signature ISO = Signature.inC("function", "isoformat()", "isoformat", "timespec='auto'");

    static Object make(Arguments arguments) {
        var bound = MAKE.bind(arguments);
        refuseFold(bound.value(5));
        return new PyTime(
                of(bound.integer(0), bound.integer(1), bound.integer(2), bound.integer(3)), zone(bound.value(4)));
    }

    /** The time of its parts, with Python's errors. */
    static LocalTime of(long hour, long minute, long second, long micros) {
        refuse("hour", hour, 23);
        refuse("minute", minute, 59);
        refuse("second", second, 59);
        refuse("microsecond", micros, 999_999);
        return LocalTime.of((int) hour, (int) minute, (int) second, (int) micros * 1_000);
    }

    private static void refuse(String part, long value, long most) {
        if (value < 0 || value > most) {
            throw PyError.value(part + " must be in 0.." + most);
        }
    }

    static void refuseFold(Object fold) {
        if (!Values.equal(fold, 0L) && !Values.equal(fold, 1L)) {
            throw PyError.value("fold must be either 0 or 1");
        }
    }

    /** A zone that was given as an argument; null for None. */
    static @Nullable TimeZoneInfo zone(Object value) {
        if (value == None.NONE) {
            return null;
        }
        if (value instanceof TimeZoneInfo zone) {
            return zone;
        }
        throw PyError.type(
                "tzinfo argument must be None or of a tzinfo subclass, not type '" + Values.typeName(value) + "'");
    }

    /** A part that was given, else what it is now. */
    static long part(Signature.Bound bound, int index, long otherwise) {
        return bound.value(index) == None.NONE ? otherwise : bound.integer(index);
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
            case "utcoffset" ->
                (PyCallable) _ -> zone == null || zone.isOneOfMany()
                        ? None.NONE
                        : PyDelta.of(java.time.Duration.ofSeconds(zone.offset().getTotalSeconds()));
            case "dst" -> (PyCallable) _ -> zone == null || zone.isOneOfMany() ? None.NONE : zone.daylight();
            case "tzname" -> (PyCallable) _ -> zone == null ? None.NONE : zone.isOneOfMany() ? zone.key() : zone.name();
            case "fold" -> 0L;
            case "isoformat" ->
                (PyCallable)
                        arguments -> DateTexts.iso(time, ISO.bind(arguments).text(0)) + offset();
            case "strftime" ->
                (PyCallable) arguments ->
                        DateTexts.format(LocalDate.of(1900, 1, 1).atTime(time), zone, PyDate.format(arguments));
            case "replace" ->
                (PyCallable) arguments -> {
                    var bound = REPLACE.bind(arguments);
                    var tzinfo = bound.optional(4);
                    return new PyTime(
                            of(
                                    part(bound, 0, time.getHour()),
                                    part(bound, 1, time.getMinute()),
                                    part(bound, 2, time.getSecond()),
                                    part(bound, 3, time.getNano() / 1_000)),
                            tzinfo == null ? zone : zone(tzinfo));
                };
            default -> DatetimeModule.timeMember(name);
        };
    }

    private String offset() {
        return zone == null || zone.isOneOfMany() ? "" : DateTexts.offset(zone, true);
    }

    @Override
    public @Nullable Integer order(Object other) {
        return other instanceof PyTime that ? time.compareTo(that.time) : null;
    }

    @Override
    public @Nullable String format(String spec) {
        return spec.isEmpty()
                ? str()
                : DateTexts.format(LocalDate.of(1900, 1, 1).atTime(time), zone, spec);
    }

    @Override
    public String typeName() {
        return "datetime.time";
    }

    @Override
    public String str() {
        return DateTexts.iso(time, "auto") + offset();
    }

    @Override
    public String repr() {
        return "datetime.time(" + PyDateTime.parts(time, false) + (zone == null ? "" : ", tzinfo=" + zone.repr()) + ")";
    }
}
