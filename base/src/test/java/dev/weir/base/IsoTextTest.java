package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class IsoTextTest {
    @Test
    void momentsAreWrittenAsPythonsIsoformat() {
        assertThat(IsoText.of(LocalDateTime.parse("2024-01-31T10:00:00"))).isEqualTo("2024-01-31T10:00:00");
        assertThat(IsoText.of(LocalDateTime.parse("2024-01-31T10:00:00.000000900")))
                .isEqualTo("2024-01-31T10:00:00");
        assertThat(IsoText.of(OffsetDateTime.parse("2024-01-31T09:05:07.25+02:00")))
                .isEqualTo("2024-01-31T09:05:07.250000+02:00");
    }

    @Test
    void instantsHaveAllTheirMicroseconds() {
        assertThat(IsoText.micros(Instant.parse("2024-01-31T10:00:00Z"))).isEqualTo("2024-01-31T10:00:00.000000");
        assertThat(IsoText.micros(Instant.parse("1999-12-31T23:59:59.000012345Z")))
                .isEqualTo("1999-12-31T23:59:59.000012");
    }
}
