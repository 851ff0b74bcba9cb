package dev.weir.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QualifiedNamesTest {
    @Test
    void partsAreReadAsTheServerReadsThem() {
        assertThat(QualifiedNames.in("select A.b from \"My DB\" . \"s\"\"x\".T1$ -- c.d\n where 'e.f' = \"\""))
                .containsExactly(
                        List.of("select"),
                        List.of("a", "b"),
                        List.of("from"),
                        List.of("My DB", "s\"x", "t1$"),
                        List.of("where"),
                        List.of(""));
    }

    @Test
    void aTextThatBreaksOffIsReadAsFarAsItGoes() {
        assertThat(QualifiedNames.in("a.")).containsExactly(List.of("a"));
        assertThat(QualifiedNames.in("\"")).containsExactly(List.of(""));
        assertThat(QualifiedNames.in("/* a")).isEmpty();
    }
}
