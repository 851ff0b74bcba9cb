package dev.weir.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import org.junit.jupiter.api.Test;

class DatabaseExceptionTest {
    @Test
    void aLostSessionNamesItsServerAndWhatIsKnown() {
        Diagnostic sent = DatabaseException.lost("server closed the connection\n", "", false, "db:6875")
                .diagnostic();
        assertThat(sent.code()).isEqualTo(DiagnosticCode.ADP_016);
        assertThat(sent.message()).isEqualTo("server closed the connection");
        assertThat(sent.primary()).isEqualTo("the connection to db:6875 was lost");
        assertThat(sent.detail().orElseThrow()).contains("is not known; it was not sent again");
        assertThat(sent.hint().orElseThrow()).contains("weir retry");

        Diagnostic unsent =
                DatabaseException.lost("bye", "57P01", true, "db:6875").diagnostic();
        assertThat(unsent.detail().orElseThrow()).startsWith("The statement was not sent");
    }

    @Test
    void whatTheServerRefusesIsInItsWords() {
        Diagnostic refused = new DatabaseException("unknown schema 'x'\nDETAIL:  d\n", "3F000", 0, false).diagnostic();
        assertThat(refused.code()).isEqualTo(DiagnosticCode.RUN_001);
        assertThat(refused.message()).isEqualTo("unknown schema 'x'\nDETAIL:  d");
        assertThat(refused.hint()).isEmpty();
    }
}
