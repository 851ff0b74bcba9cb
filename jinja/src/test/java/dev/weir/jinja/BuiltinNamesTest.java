package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.jinja.filter.BuiltinFilters;
import dev.weir.jinja.filter.BuiltinTests;
import org.junit.jupiter.api.Test;

class BuiltinNamesTest {
    @Test
    void everyNameFindsItsFilter() {
        assertThat(BuiltinFilters.NAMES)
                .allSatisfy(
                        name -> assertThat(BuiltinFilters.find(name)).as(name).isNotNull());
    }

    @Test
    void everyNameFindsItsTest() {
        assertThat(BuiltinTests.NAMES)
                .allSatisfy(name -> assertThat(BuiltinTests.find(name)).as(name).isNotNull());
    }
}
