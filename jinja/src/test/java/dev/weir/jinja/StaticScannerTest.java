package dev.weir.jinja;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.SourceText;
import dev.weir.jinja.StaticScanner.Findings;
import dev.weir.jinja.StaticScanner.FoundCall;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StaticScannerTest {
    private static Findings scan(String text) {
        return StaticScanner.scan(JinjaParser.parse(new SourceText("models/a.sql", text), Syntax.PLAIN));
    }

    @Test
    void literalCallsAreCertain() {
        FoundCall call = scan("select * from\n  {{ source('raw', name='orders') }}")
                .calls()
                .getFirst();
        assertThat(call.callee()).isEqualTo("source");
        assertThat(call.positional()).isEqualTo(List.of(Optional.of("raw")));
        assertThat(call.keywords()).containsEntry("name", Optional.of("orders"));
        assertThat(call.literal()).isTrue();
        assertThat(call.always()).isTrue();
        assertThat(call.span().location()).isEqualTo("models/a.sql:2:6");
    }

    @Test
    void computedArgumentsAreNotLiteral() {
        assertThat(scan("{{ ref('a' ~ x) }}").calls().getFirst().literal()).isFalse();
        assertThat(scan("{{ config(**more) }}").calls().getFirst().literal()).isFalse();
    }

    @Test
    void callsUnderConditionsMayNotHappen() {
        List<FoundCall> calls = scan("{{ ref('a') }}{% if ref('b') %}{{ ref('c') }}{% endif %}{{ x or ref('d') }}")
                .calls();
        assertThat(calls).extracting(FoundCall::always).containsExactly(true, false, false, false);
    }

    @Test
    void attributesAndNestedCallsAreFound() {
        Findings findings = scan("{{ adapter.dispatch('x', 'pkg')(ref('a')) }}");
        assertThat(findings.calls()).extracting(FoundCall::callee).containsExactly("adapter.dispatch", "ref");
        assertThat(findings.names()).containsExactly("adapter", "ref");
    }

    @Test
    void assignedNamesAreNotRead() {
        assertThat(scan("{% set a = b %}{% for c in d %}{% endfor %}").names()).containsExactly("b", "d");
    }
}
