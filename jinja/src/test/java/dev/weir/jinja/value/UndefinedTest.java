package dev.weir.jinja.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Recorded from dbt-common's environment without (strict) and with (lenient) {@code capture_macros}. */
class UndefinedTest {
    private final Undefined strict = Undefined.variable("x");
    private final Undefined lenient = strict.lenient();

    @Test
    void strictRefusesAttributesItemsAndCalls() {
        assertThatThrownBy(() -> Values.attribute(strict, "y")).hasMessage("'x' is undefined");
        assertThatThrownBy(() -> Values.item(strict, "y")).hasMessage("'x' is undefined");
        assertThatThrownBy(() -> Values.call(strict, Arguments.NONE)).hasMessage("'x' is undefined");
    }

    @Test
    void lenientAnswersThemWithUndefined() {
        assertThat(Values.attribute(lenient, "y")).isInstanceOf(Undefined.class);
        assertThat(Values.attribute(lenient, "name")).isEqualTo("x");
        assertThat(Values.attribute(Values.attribute(lenient, "y"), "name")).isEqualTo("y");
        assertThat(Values.item(lenient, "y")).isInstanceOf(Undefined.class);
        assertThat(Values.call(lenient, Arguments.NONE)).isInstanceOf(Undefined.class);
        assertThat(Values.slice(lenient, 1L, 2L, None.NONE)).isInstanceOf(Undefined.class);
    }

    @Test
    void bothRefuseArithmeticAndOrder() {
        for (var undefined : new Undefined[] {strict, lenient}) {
            assertThatThrownBy(() -> Values.add(undefined, 1L)).hasMessage("'x' is undefined");
            assertThatThrownBy(() -> Values.add("a", undefined)).hasMessage("'x' is undefined");
            assertThatThrownBy(() -> Values.compare(Comparison.LESS, 1L, undefined))
                    .hasMessage("'x' is undefined");
        }
    }

    @Test
    void lenientForgetsTheOwner() {
        var missing = (Undefined) Values.attribute(new PyDict(), "a");
        assertThat(missing.message()).isEqualTo("'dict object' has no attribute 'a'");
        assertThat(missing.lenient().message()).isEqualTo("'a' is undefined");
    }
}
