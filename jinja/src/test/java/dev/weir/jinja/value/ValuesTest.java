package dev.weir.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jinja.module.Modules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void dataGoesThroughValuesUnchanged() {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("z", null);
        data.put("list", Arrays.asList(1L, null, 1.5, "x", true, new BigDecimal("1.50")));
        data.put("a", Map.of("k", List.of()));
        var value = Values.fromData(data);
        assertThat(Values.repr(value))
                .isEqualTo("{'z': None, 'list': [1, None, 1.5, 'x', True, Decimal('1.50')], 'a': {'k': []}}");
        assertThat(Values.toData(value)).isEqualTo(data);
    }

    @Test
    void aContainerInsideItselfIsWrittenAsDots() {
        var list = PyList.of(1L);
        list.add(list);
        var dict = PyDict.of("l", list);
        dict.put("d", dict);
        assertThat(Values.repr(dict)).isEqualTo("{'l': [1, [...]], 'd': {...}}");
    }

    @Test
    void decimalsFollowPythonsDefaultContext() {
        var seven = new BigDecimal("7");
        assertThat(Values.str(Values.divide(seven, 3L))).isEqualTo("2.333333333333333333333333333");
        assertThat(Values.str(Values.divide(new BigDecimal("6.00"), 3L))).isEqualTo("2.00");
        assertThat(Values.str(Values.floorDivide(new BigDecimal("-7"), 2L))).isEqualTo("-3");
        assertThat(Values.str(Values.modulo(new BigDecimal("-7"), 2L))).isEqualTo("-1");
        assertThat(Values.equal(new BigDecimal("1.0"), 1L)).isTrue();
        assertThat(Values.typeName(seven)).isEqualTo("decimal.Decimal");
    }

    @Test
    void nowIsTheTimeOfTheClock() {
        var clock = Clock.fixed(Instant.parse("2026-03-29T01:30:00.123456789Z"), ZoneId.of("Europe/Berlin"));
        var datetime = Values.attribute(Values.attribute(Modules.all(clock), "datetime"), "datetime");
        assertThat(Values.str(Values.callMethod(datetime, "now", Arguments.NONE)))
                .isEqualTo("2026-03-29 03:30:00.123456");
        assertThat(Values.str(Values.callMethod(datetime, "utcnow", Arguments.NONE)))
                .isEqualTo("2026-03-29 01:30:00.123456");
        assertThat(Values.str(Modules.utcDatetime(Instant.parse("2026-03-29T01:30:00Z"))))
                .isEqualTo("2026-03-29 01:30:00+00:00");
    }
}
