package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as pytz has them: the zone together with one of its offsets. The zone as it comes from {@code
 * timezone(name)} stands at its first offset (local mean time); {@code localize} and {@code astimezone} yield the one that
 * holds at the time in question.
 */
record TimeZoneInfo(ZoneId zone, ZoneOffset offset, String abbreviation, Kind kind) implements PyObject {
    /** Where a zone came from, which its texts show. */
    enum Kind {
        UTC,
        STANDARD,
        SUMMER,
        FIXED_STDLIB,
        FIXED_PYTZ
    }

    static final TimeZoneInfo UTC = new TimeZoneInfo(ZoneOffset.UTC, ZoneOffset.UTC, "UTC", Kind.UTC);

    /** The abbreviations that the time zone database still has; other zones go by their offset. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "UTC", "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "WAT", "CAT", "EAT", "SAST",
            "PKT", "JST", "KST", "HKT", "WIB", "WITA", "WIT", "IDT", "AEST", "AEDT", "ACST", "ACDT", "AWST", "NZST",
            "NZDT", "SST", "ChST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT",
            "AST", "ADT", "NST", "NDT");

    private static final DateTimeFormatter LETTERS = DateTimeFormatter.ofPattern("zzz", Locale.US);
    private static final Signature LOCALIZE = Signature.of("localize", "dt", "is_dst=false");

    /** The zone of a name; an UnknownTimeZoneError when there is none. */
    static TimeZoneInfo named(String name) {
        if (name.toUpperCase(Locale.ROOT).equals("UTC")) {
            return UTC;
        }
        try {
            ZoneId zone = ZoneId.of(name);
            if (zone instanceof ZoneOffset) {
                throw new PyError("UnknownTimeZoneError", Values.repr(name));
            }
            var rules = zone.getRules();
            if (rules.isFixedOffset()) {
                return at(zone, Instant.EPOCH);
            }
            int seconds = rules.getOffset(Instant.MIN).getTotalSeconds();
            int minutes = Math.floorDiv(seconds + 30, 60);
            return new TimeZoneInfo(zone, ZoneOffset.ofTotalSeconds(minutes * 60), "LMT", Kind.STANDARD);
        } catch (java.time.DateTimeException unknown) {
            throw new PyError("UnknownTimeZoneError", Values.repr(name));
        }
    }

    /** The zone as it is at a moment. */
    static TimeZoneInfo at(ZoneId zone, Instant moment) {
        var rules = zone.getRules();
        boolean summer = rules.isDaylightSavings(moment);
        return new TimeZoneInfo(
                zone, rules.getOffset(moment), abbreviation(zone, moment), summer ? Kind.SUMMER : Kind.STANDARD);
    }

    static TimeZoneInfo fixed(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC)
                ? new TimeZoneInfo(offset, offset, "UTC", Kind.FIXED_STDLIB)
                : new TimeZoneInfo(offset, offset, "UTC" + offset, Kind.FIXED_STDLIB);
    }

    static TimeZoneInfo fixedMinutes(long minutes) {
        if (minutes == 0) {
            return UTC;
        }
        if (Math.abs(minutes) >= 1440) {
            throw PyError.value("('absolute offset is too large', " + minutes + ")");
        }
        return new TimeZoneInfo(
                ZoneOffset.ofTotalSeconds((int) minutes * 60),
                ZoneOffset.ofTotalSeconds((int) minutes * 60),
                Long.toString(minutes),
                Kind.FIXED_PYTZ);
    }

    private static String abbreviation(ZoneId zone, Instant moment) {
        var zoned = moment.atZone(zone);
        String text = LETTERS.format(zoned);
        if (!ABBREVIATIONS.contains(text) || (text.equals("AST") && zone.getId().startsWith("Asia/"))) {
            int minutes = zoned.getOffset().getTotalSeconds() / 60;
            var name = new StringBuilder(minutes < 0 ? "-" : "+");
            DateTexts.padded(name, Math.abs(minutes) / 60, 2);
            if (minutes % 60 != 0) {
                DateTexts.padded(name, Math.abs(minutes) % 60, 2);
            }
            return name.toString();
        }
        return text;
    }

    /** The zone as it is at a moment, of the same kind as this. */
    TimeZoneInfo at(Instant moment) {
        return kind == Kind.STANDARD || kind == Kind.SUMMER ? at(zone, moment) : this;
    }

    private Object localized(Arguments arguments) {
        var bound = LOCALIZE.bind(arguments);
        if (!(bound.value(0) instanceof PyDateTime time)) {
            throw PyError.attribute("'" + Values.typeName(bound.value(0)) + "' object has no attribute 'tzinfo'");
        }
        if (time.zone() != null) {
            throw PyError.value("Not naive datetime (tzinfo is already set)");
        }
        if (kind != Kind.STANDARD && kind != Kind.SUMMER) {
            return new PyDateTime(time.time(), this);
        }
        var offsets = zone.getRules().getValidOffsets(time.time());
        boolean summer = Values.truth(bound.value(1));
        ZoneOffset chosen;
        if (offsets.isEmpty()) {
            var gap = zone.getRules().getTransition(time.time());
            chosen = summer ? gap.getOffsetAfter() : gap.getOffsetBefore();
        } else {
            chosen = offsets.size() == 1 || summer ? offsets.getFirst() : offsets.getLast();
        }
        var moment = time.time().toInstant(chosen);
        var there = at(zone, moment);
        if (!there.offset.equals(chosen)) {
            there = new TimeZoneInfo(
                    zone, chosen, at(zone, moment.minus(Duration.ofHours(3))).abbreviation, Kind.STANDARD);
        }
        return new PyDateTime(time.time(), there);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "zone" -> kind == Kind.UTC ? "UTC" : kind == Kind.FIXED_PYTZ ? None.NONE : zone.getId();
            case "localize" -> (PyCallable) this::localized;
            case "normalize" ->
                (PyCallable) arguments ->
                        arguments.positional(0) instanceof PyDateTime time ? time.in(this) : arguments.positional(0);
            case "utcoffset" ->
                (PyCallable) arguments -> arguments.size() > 0 && arguments.positional(0) instanceof PyDateTime time
                        ? offsetAt(time.time())
                        : None.NONE;
            case "tzname" -> (PyCallable) _ -> abbreviation;
            case "dst" -> (PyCallable) _ -> daylight();
            default -> null;
        };
    }

    private Object offsetAt(LocalDateTime time) {
        var there =
                kind == Kind.STANDARD || kind == Kind.SUMMER ? zone.getRules().getOffset(time) : offset;
        return PyDelta.of(Duration.ofSeconds(there.getTotalSeconds()));
    }

    PyDelta daylight() {
        return new PyDelta(0, kind == Kind.SUMMER ? 3_600_000_000L : 0);
    }

    @Override
    public String typeName() {
        return switch (kind) {
            case UTC -> "UTC";
            case STANDARD, SUMMER -> zone.getId();
            case FIXED_PYTZ -> "_FixedOffset";
            case FIXED_STDLIB -> "datetime.timezone";
        };
    }

    @Override
    public String qualifiedTypeName() {
        return switch (kind) {
            case UTC, FIXED_PYTZ -> "pytz." + typeName();
            case STANDARD, SUMMER -> "pytz.tzfile." + typeName();
            case FIXED_STDLIB -> typeName();
        };
    }

    @Override
    public String str() {
        return switch (kind) {
            case UTC -> "UTC";
            case FIXED_STDLIB -> abbreviation;
            case FIXED_PYTZ -> repr();
            case STANDARD, SUMMER -> zone.getId();
        };
    }

    @Override
    public String repr() {
        return switch (kind) {
            case UTC -> "<UTC>";
            case FIXED_STDLIB ->
                offset.equals(ZoneOffset.UTC)
                        ? "datetime.timezone.utc"
                        : "datetime.timezone("
                                + PyDelta.of(Duration.ofSeconds(offset.getTotalSeconds()))
                                        .repr() + ")";
            case FIXED_PYTZ -> "pytz.FixedOffset(" + abbreviation + ")";
            case STANDARD, SUMMER ->
                zone.getRules().isFixedOffset()
                        ? "<StaticTzInfo '" + zone.getId() + "'>"
                        : "<DstTzInfo '" + zone.getId() + "' " + abbreviation
                                + (offset.getTotalSeconds() < 0 ? "" : "+")
                                + PyDelta.of(Duration.ofSeconds(offset.getTotalSeconds()))
                                        .str()
                                + (kind == Kind.SUMMER ? " DST>" : " STD>");
        };
    }
}
