package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("description", "data_tests", "columns", "config");

    @Test
    void misspeltNameIsFound() {
        assertThat(NearestName.to("descripton", KNOWN)).contains("description");
        assertThat(NearestName.to("colunms", KNOWN)).contains("columns");
    }

    @Test
    void otherNameIsNotGuessed() {
        assertThat(NearestName.to("owner", KNOWN)).isEmpty();
    }
}
