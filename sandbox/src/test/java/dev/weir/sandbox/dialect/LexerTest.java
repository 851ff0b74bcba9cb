package dev.weir.sandbox.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
    private static List<String> texts(String sql) {
        return Lexer.tokenize(sql).stream().map(Token::text).toList();
    }

    @Test
    void unquotedWordsFoldToLowerCaseAndQuotedKeepTheirs() {
        assertThat(texts("SELECT Foo, \"Foo\"\"x\"")).containsExactly("select", "foo", ",", "Foo\"x", "");
    }

    @Test
    void commentsNestAndYieldNothing() {
        assertThat(texts("a /* x /* y */ z */ b -- c\n d")).containsExactly("a", "b", "d", "");
    }

    @Test
    void stringsResolveTheirEscapes() {
        assertThat(texts("'it''s' E'a\\n\\'b' $x$ 'raw' $$ $x$")).containsExactly("it's", "a\n'b", " 'raw' $$ ", "");
    }

    @Test
    void operatorsStopBeforeComments() {
        assertThat(texts("a>=-1 b->>'c' 1/*x*/+2"))
                .containsExactly("a", ">=", "-", "1", "b", "->>", "c", "1", "+", "2", "");
    }

    @Test
    void castsParametersAndRangesAreTheirOwnTokens() {
        assertThat(texts("$1::int4[] 1.5e3 a.b"))
                .containsExactly("$1", "::", "int4", "[", "]", "1.5e3", "a", ".", "b", "");
    }

    @Test
    void tokensKnowWhereTheyStand() {
        Token token = Lexer.tokenize("ab  'c'").get(1);
        assertThat(token.start()).isEqualTo(4);
        assertThat(token.end()).isEqualTo(7);
    }

    @Test
    void unterminatedTextIsASyntaxErrorAtItsStart() {
        assertThatThrownBy(() -> Lexer.tokenize("select 'abc")).isInstanceOfSatisfying(SqlError.class, error -> {
            assertThat(error.sqlState()).isEqualTo("42601");
            assertThat(error.position()).isEqualTo(7);
        });
    }
}
