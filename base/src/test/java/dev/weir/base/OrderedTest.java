package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Copies say what the original says, in its order, and cannot be changed. */
class OrderedTest {
    /** Many of them have one hash: {@code Aa} and {@code BB} do. */
    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int length = random.nextInt(5); length > 0; length--) {
            key.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return key.toString() + (random.nextInt(3) == 0 ? random.nextInt(100) : "");
    }

    @Test
    void aCopySaysWhatTheOriginalSays() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            for (int size = random.nextInt(round % 10 == 0 ? 2000 : 30); size > 0; size--) {
                map.put(key(random), random.nextInt(4) == 0 ? null : random.nextInt());
            }
            Map<String, @Nullable Object> copy = Ordered.copyOf(map);
            assertThat(copy.size()).isEqualTo(map.size());
            assertThat(new ArrayList<>(copy.keySet())).isEqualTo(new ArrayList<>(map.keySet()));
            assertThat(new ArrayList<>(copy.values())).isEqualTo(new ArrayList<>(map.values()));
            assertThat(new ArrayList<>(copy.entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
            List<String> walked = new ArrayList<>();
            copy.forEach((key, value) -> walked.add(key + value));
            List<String> expected = new ArrayList<>();
            map.forEach((key, value) -> expected.add(key + value));
            assertThat(walked).isEqualTo(expected);
            assertThat(copy.equals(map) && map.equals(copy)).isTrue();
            assertThat(copy.hashCode()).isEqualTo(map.hashCode());
            assertThat(copy).hasToString(map.toString());
            for (int tries = 0; tries < 30; tries++) {
                String asked = key(random);
                assertThat(copy.get(asked)).isEqualTo(map.get(asked));
                assertThat(copy.containsKey(asked)).isEqualTo(map.containsKey(asked));
                assertThat(copy.keySet().contains(asked)).isEqualTo(map.containsKey(asked));
            }
        }
    }

    @Test
    void aCopyCannotBeChangedAndIsNotCopiedAgain() {
        Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1));
        Map<String, Integer> copy = Ordered.copyOf(map);
        map.put("b", 2);
        assertThat(copy).isEqualTo(Map.of("a", 1));
        assertThat(Ordered.<String, Integer>copyOf(copy)).isSameAs(copy);
        assertThatThrownBy(() -> copy.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.keySet().remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(4))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNullKeyIsNotThere() {
        assertThat(Ordered.copyOf(Map.of("a", 1)).get(null)).isNull();
    }

    @Test
    void aVeryLargeMapIsCopiedToo() {
        Map<Integer, Integer> map = new LinkedHashMap<>();
        for (int at = 0; at < OrderedMap.MOST + 2; at++) {
            map.put(at * 31, at);
            if (at == OrderedMap.MOST - 1) {
                assertThat(Ordered.copyOf(map)).isEqualTo(map);
            }
        }
        assertThat(Ordered.copyOf(map)).isEqualTo(map);
    }
}
