package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LocalZoneTest {
    @Test
    void clocksShowWhatTheJdkSays() {
        for (String moment : new String[] {"2020-01-01T12:00:00Z", "2026-07-01T12:00:00Z"}) {
            Instant at = Instant.parse(moment);
            assertThat(at.atZone(LocalZone.find()).toLocalDateTime())
                    .isEqualTo(at.atZone(ZoneId.systemDefault()).toLocalDateTime());
        }
    }
}
