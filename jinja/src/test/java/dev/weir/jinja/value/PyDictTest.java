package dev.weir.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PyDictTest {
    @Test
    void behavesAsALinkedMapOverManyRandomChanges() {
        var random = new Random(20_261_121);
        var dict = new PyDict();
        Map<Object, Object> expected = new LinkedHashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Object key = random.nextBoolean() ? "k" + random.nextInt(300) : (Object) (long) random.nextInt(300);
            switch (random.nextInt(4)) {
                case 0 -> assertThat(dict.remove(key)).isEqualTo(expected.remove(key));
                case 1 -> assertThat(dict.get(key)).isEqualTo(expected.get(key));
                default -> assertThat(dict.put(key, (long) i)).isEqualTo(expected.put(key, (long) i));
            }
            assertThat(dict).hasSize(expected.size());
        }
        List<Object> keys = new ArrayList<>();
        dict.keyIterator().forEachRemaining(keys::add);
        assertThat(keys).isEqualTo(new ArrayList<>(expected.keySet()));
    }

    @Test
    void numbersThatAreEqualAreOneKey() {
        var dict = PyDict.of(1L, "int", true, "bool", 1.0, "float", BigDecimal.ONE, "decimal");
        assertThat(Values.repr(dict)).isEqualTo("{1: 'decimal'}");
        var big = BigInteger.TEN.pow(30);
        assertThat(PyDict.of(big, "x").get(new BigDecimal("1E+30"))).isEqualTo("x");
        assertThat(PyDict.of(PyTuple.of(1L, "a"), "x").get(PyTuple.of(1.0, "a")))
                .isEqualTo("x");
    }

    @Test
    void listsAreNoKeysEvenOfAnEmptyDict() {
        assertThatThrownBy(() -> new PyDict().get(new PyList()))
                .isInstanceOf(PyError.class)
                .hasMessage("unhashable type: 'list'");
    }

    @Test
    void aChangeOfSizeWhileWalkingIsAnError() {
        var dict = PyDict.of("a", 1L, "b", 2L);
        var keys = dict.keyIterator();
        keys.next();
        dict.put("c", 3L);
        assertThatThrownBy(keys::hasNext).hasMessage("dictionary changed size during iteration");
    }
}
