package dev.weir.jinja.module;

import dev.weir.jinja.value.Arguments;
import dev.weir.jinja.value.None;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyError;
import dev.weir.jinja.value.PyObject;
import dev.weir.jinja.value.Signature;
import dev.weir.jinja.value.Undefined;
import dev.weir.jinja.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time zone as pytz has them: the zone together with one of its offsets. The zone as it comes from {@code
 * timezone(name)} stands at its first offset (local mean time); {@code localize} and {@code astimezone} yield the one that
 * holds at the time in question.
 */
record TimeZoneInfo(ZoneId zone, String key, ZoneOffset offset, String abbreviation, Kind kind) implements PyObject {
    /** Where a zone came from, which its texts show. */
    enum Kind {
        UTC,
        STANDARD,
        SUMMER,
        FIXED_STDLIB,
        FIXED_PYTZ
    }

    static final TimeZoneInfo UTC = new TimeZoneInfo(ZoneOffset.UTC, "UTC", ZoneOffset.UTC, "UTC", Kind.UTC);

    /** The abbreviations that the time zone database still has; other zones go by their offset. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "UTC", "GMT", "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "WAT", "CAT", "EAT", "SAST",
            "PKT", "JST", "KST", "HKT", "WIB", "WITA", "WIT", "IDT", "AEST", "AEDT", "ACST", "ACDT", "AWST", "NZST",
            "NZDT", "SST", "ChST", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT",
            "AST", "ADT", "NST", "NDT");

    /** Names that newer time zone databases only know as names of these. */
    static final Map<String, String> OLD_NAMES = Map.of(
            "EST", "America/Panama",
            "MST", "America/Phoenix",
            "HST", "Pacific/Honolulu",
            "ROC", "Asia/Taipei",
            "GMT+0", "Etc/GMT",
            "GMT-0", "Etc/GMT");

    private static final DateTimeFormatter LETTERS = DateTimeFormatter.ofPattern("zzz", Locale.US);
    private static final Signature LOCALIZE = Signature.of("localize", "dt", "is_dst=false");

    /** The zone of a name; an UnknownTimeZoneError when there is none. */
    static TimeZoneInfo named(String name) {
        if (name.toUpperCase(Locale.ROOT).equals("UTC")) {
            return UTC;
        }
        try {
            ZoneId zone = ZoneId.of(OLD_NAMES.getOrDefault(name, name));
            if (zone instanceof ZoneOffset) {
                throw new PyError("UnknownTimeZoneError", Values.repr(name));
            }
            var rules = zone.getRules();
            if (rules.isFixedOffset()) {
                return at(zone, name, Instant.EPOCH);
            }
            int seconds = rules.getOffset(Instant.MIN).getTotalSeconds();
            int minutes = Math.floorDiv(seconds + 30, 60);
            return new TimeZoneInfo(zone, name, ZoneOffset.ofTotalSeconds(minutes * 60), "LMT", Kind.STANDARD);
        } catch (java.time.DateTimeException unknown) {
            throw new PyError("UnknownTimeZoneError", Values.repr(name));
        }
    }

    /** The zone as it is at a moment. */
    private static TimeZoneInfo at(ZoneId zone, String key, Instant moment) {
        var rules = zone.getRules();
        boolean summer = rules.isDaylightSavings(moment);
        return new TimeZoneInfo(
                zone, key, rules.getOffset(moment), abbreviation(zone, moment), summer ? Kind.SUMMER : Kind.STANDARD);
    }

    static TimeZoneInfo fixed(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC)
                ? new TimeZoneInfo(offset, "UTC", offset, "UTC", Kind.FIXED_STDLIB)
                : new TimeZoneInfo(offset, "UTC" + offset, offset, "UTC" + offset, Kind.FIXED_STDLIB);
    }

    static TimeZoneInfo fixedMinutes(long minutes) {
        if (minutes == 0) {
            return UTC;
        }
        if (Math.abs(minutes) >= 1440) {
            throw PyError.value("('absolute offset is too large', " + minutes + ")");
        }
        ZoneOffset offset = ZoneOffset.ofTotalSeconds((int) minutes * 60);
        return new TimeZoneInfo(offset, "", offset, "", Kind.FIXED_PYTZ);
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
        return kind == Kind.STANDARD || kind == Kind.SUMMER ? at(zone, key, moment) : this;
    }

    private Object localized(Arguments arguments) {
        var bound = LOCALIZE.bind(arguments);
        if (bound.value(0) instanceof Undefined nothing) {
            var _ = nothing.attribute("tzinfo");
            throw PyError.value("Not naive datetime (tzinfo is already set)");
        }
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
        var there = at(moment);
        if (!there.offset.equals(chosen)) {
            there = new TimeZoneInfo(
                    zone, key, chosen, at(moment.minus(Duration.ofHours(3))).abbreviation, Kind.STANDARD);
        }
        return new PyDateTime(time.time(), there);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return BuiltinMethod.of("method", this, name, member(name));
    }

    private @Nullable Object member(String name) {
        return switch (name) {
            case "zone" -> kind == Kind.FIXED_PYTZ ? None.NONE : key;
            case "localize" -> (PyCallable) this::localized;
            case "normalize" ->
                (PyCallable) arguments ->
                        arguments.positional(0) instanceof PyDateTime time ? time.in(this) : arguments.positional(0);
            case "utcoffset" ->
                (PyCallable) arguments -> asked(name, arguments)
                        .map(there -> (Object) PyDelta.of(Duration.ofSeconds(there.offset.getTotalSeconds())))
                        .orElse(None.NONE);
            case "tzname" ->
                (PyCallable) arguments ->
                        asked(name, arguments).map(TimeZoneInfo::name).orElse(key);
            case "dst" ->
                (PyCallable) arguments -> asked(name, arguments)
                        .map(there -> (Object) there.daylight())
                        .orElse(None.NONE);
            case "fromutc" -> kind == Kind.FIXED_STDLIB ? null : (PyCallable) this::fromUtc;
            default -> null;
        };
    }

    /** What the zone is called; None for an offset of pytz. */
    Object name() {
        return kind == Kind.FIXED_PYTZ ? None.NONE : abbreviation;
    }

    /** Whether what the zone says depends on the moment. */
    boolean isOneOfMany() {
        return (kind == Kind.STANDARD || kind == Kind.SUMMER)
                && !zone.getRules().isFixedOffset();
    }

    /** The zone at the moment a method is asked about; nothing when it depends on the moment and none is given. */
    private Optional<TimeZoneInfo> asked(String method, Arguments arguments) {
        Object moment = kind == Kind.FIXED_STDLIB
                ? arguments.positional(0)
                : Signature.of(shortName() + "." + method, "dt", "is_dst=none")
                        .bind(arguments)
                        .value(0);
        if (!isOneOfMany()) {
            return Optional.of(this);
        }
        if (moment instanceof PyDateTime time) {
            return Optional.of(at(time.time().toInstant(zone.getRules().getOffset(time.time()))));
        }
        if (moment == None.NONE) {
            return Optional.empty();
        }
        throw PyError.attribute("'" + Values.typeName(moment) + "' object has no attribute 'tzinfo'");
    }

    private Object fromUtc(Arguments arguments) {
        if (!(arguments.positional(0) instanceof PyDateTime time)) {
            throw PyError.attribute(
                    "'" + Values.typeName(arguments.positional(0)) + "' object has no attribute 'tzinfo'");
        }
        if (kind == Kind.FIXED_PYTZ && time.zone() == null) {
            throw PyError.value("fromutc: dt.tzinfo is not self");
        }
        var there = at(time.time().toInstant(ZoneOffset.UTC));
        return new PyDateTime(time.time().plusSeconds(there.offset.getTotalSeconds()), there);
    }

    private String shortName() {
        return switch (kind) {
            case UTC, FIXED_PYTZ, FIXED_STDLIB -> typeName();
            case STANDARD, SUMMER -> zone.getRules().isFixedOffset() ? "StaticTzInfo" : "DstTzInfo";
        };
    }

    PyDelta daylight() {
        return new PyDelta(0, kind == Kind.SUMMER ? 3_600_000_000L : 0);
    }

    @Override
    public String typeName() {
        return switch (kind) {
            case UTC -> "UTC";
            case STANDARD, SUMMER -> key;
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
            case STANDARD, SUMMER -> key;
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
            case FIXED_PYTZ -> "pytz.FixedOffset(" + offset.getTotalSeconds() / 60 + ")";
            case STANDARD, SUMMER ->
                zone.getRules().isFixedOffset()
                        ? "<StaticTzInfo '" + key + "'>"
                        : "<DstTzInfo '" + key + "' " + abbreviation
                                + (offset.getTotalSeconds() < 0 ? "" : "+")
                                + PyDelta.of(Duration.ofSeconds(offset.getTotalSeconds()))
                                        .str()
                                + (kind == Kind.SUMMER ? " DST>" : " STD>");
        };
    }
}
