package dev.weir.jinja.module;

import dev.weir.jinja.value.PyDict;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The modules templates see as {@code modules}; each is made when it is first asked for. */
public final class Modules {
    private Modules() {}

    /** The modules, with the time of this machine. */
    @SuppressWarnings("JavaTimeDefaultTimeZone") // datetime.now() is the time of this machine
    public static Object all() {
        return all(Clock.system(ZoneId.systemDefault()));
    }

    /** The modules, with the time and the local zone of a clock. */
    public static Object all(Clock clock) {
        return all(clock, () -> {});
    }

    /** @param itertoolsCalled hears of each call of a function of {@code itertools} */
    public static Object all(Clock clock, Runnable itertoolsCalled) {
        return new PyModule("modules", new String[] {"pytz", "datetime", "re", "itertools"}, name -> switch (name) {
            case "datetime" -> DatetimeModule.of(clock);
            case "itertools" -> ItertoolsModule.of(itertoolsCalled);
            case "pytz" -> PytzModule.MODULE;
            case "re" -> ReModule.MODULE;
            default -> new PyDict();
        });
    }

    /** A moment as a datetime in UTC. */
    public static Object utcDatetime(Instant at) {
        return new PyDateTime(LocalDateTime.ofInstant(at, ZoneOffset.UTC), TimeZoneInfo.UTC);
    }
}
