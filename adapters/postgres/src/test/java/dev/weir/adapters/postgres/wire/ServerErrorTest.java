package dev.weir.adapters.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Texts are libpq's, recorded. */
class ServerErrorTest {
    private static ServerError error(int position, String detail, String hint) {
        return new ServerError("ERROR", "42P01", "relation \"x\" does not exist", detail, hint, position, "", 0, "");
    }

    @Test
    void pointsAtTheCharacterInItsLine() {
        String sql = "select *\nfrom x";
        assertThat(error(15, "", "").text(sql))
                .isEqualTo("relation \"x\" does not exist\nLINE 2: from x\n             ^\n");
    }

    @Test
    void cutsLongLinesToAWindow() {
        String sql =
                "select *\n from\tnowhere_at_all where a = 1 and b = 'averyveryverylongtext to cut' and c = 3 limit 5";
        assertThat(error(16, "", "").text(sql))
                .isEqualTo("relation \"x\" does not exist\n"
                        + "LINE 2:  from nowhere_at_all where a = 1 and b = 'averyveryverylongt...\n"
                        + "              ^\n");
    }

    @Test
    void positionFarToTheRightCutsTheLeft() {
        String sql = "select " + "aaaaaaaaa, ".repeat(12) + "oops from t";
        String text = error(sql.indexOf("oops") + 1, "", "").text(sql);
        String[] lines = text.split("\n", -1);
        assertThat(lines[1]).startsWith("LINE 1: ...").endsWith("oops from ...");
        assertThat(lines[2].indexOf('^')).isEqualTo(lines[1].indexOf("oops"));
    }

    @Test
    void detailAndHintFollow() {
        assertThat(error(0, "more", "do this").text("select 1"))
                .isEqualTo("relation \"x\" does not exist\nDETAIL:  more\nHINT:  do this\n");
    }
}
