package dev.weir.adapters.materialize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrozenTimeTest {
    @Test
    void callsAreReplacedHoweverTheyAreWritten() {
        assertThat(frozen("select mz_now(), MZ_NOW ( ) , \"mz_now\"(), mz_catalog . mz_now /* of */ (\n)"))
                .isEqualTo("select T, T , T, T");
    }

    @Test
    void whatOnlyLooksLikeACallStays() {
        for (String sql : new String[] {
            "'mz_now()'",
            "'it''s mz_now()'",
            "E'\\' mz_now() '' mz_now()'",
            "$$ mz_now() $$",
            "$a$ $$ mz_now() $a$",
            "\"mz_now()\"",
            "\"MZ_NOW\"()",
            "my_mz_now()",
            "mz_now_2()",
            "mz_now",
            "mz_now(1)",
            "mine.mz_now()",
            "-- mz_now()\n",
            "/* /* */ mz_now() */",
            "'mz_now()",
            "/* mz_now()",
        }) {
            assertThat(frozen(sql)).isEqualTo(sql);
            assertThat(frozen(sql.replace("\n", "") + "\n"))
                    .as("it ends where it should")
                    .isEqualTo(sql.replace("\n", "") + "\n");
        }
        assertThat(frozen("'a' || $1 -- it's\n, $$'$$, E'\\\\', \"'\", mz_now()"))
                .isEqualTo("'a' || $1 -- it's\n, $$'$$, E'\\\\', \"'\", T");
    }

    private static String frozen(String sql) {
        return FrozenTime.in(sql, "T");
    }
}
