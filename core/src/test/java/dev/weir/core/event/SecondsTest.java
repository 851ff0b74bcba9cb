package dev.weir.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondsTest {
    /** Source: {@code '%.2f' % x} and {@code '%.3f' % x} of Python 3.11. */
    @Test
    void isRoundedAsPythonRounds() {
        assertThat(Seconds.of(0.125, 2)).isEqualTo("0.12");
        assertThat(Seconds.of(0.375, 2)).isEqualTo("0.38");
        assertThat(Seconds.of(2.675, 2)).isEqualTo("2.67");
        assertThat(Seconds.of(1.005, 2)).isEqualTo("1.00");
        assertThat(Seconds.of(0.0005, 3)).isEqualTo("0.001");
        assertThat(Seconds.of(0, 2)).isEqualTo("0.00");
        assertThat(Seconds.of(59.999, 2)).isEqualTo("60.00");
        assertThat(Seconds.of(1e15, 2)).isEqualTo("1000000000000000.00");
    }

    @Test
    void theQuickWayRoundsAsTheExactOne() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double seconds = i % 2 == 0 ? random.nextDouble() * 5000 : random.nextInt(500_000) / 1000.0;
            for (int digits = 1; digits < 5; digits++) {
                assertThat(Seconds.of(seconds, digits))
                        .isEqualTo(new BigDecimal(seconds)
                                .setScale(digits, RoundingMode.HALF_EVEN)
                                .toPlainString());
            }
        }
    }
}
