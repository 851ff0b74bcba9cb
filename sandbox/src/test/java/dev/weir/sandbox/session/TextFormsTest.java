package dev.weir.sandbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.sandbox.backend.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextFormsTest {
    @Test
    void zerosBehindThePointGo() {
        assertThat(TextForms.numeric("1.50")).isEqualTo("1.5");
        assertThat(TextForms.numeric("-10.00")).isEqualTo("-10");
        assertThat(TextForms.numeric("100")).isEqualTo("100");
        assertThat(TextForms.numeric("NaN")).isEqualTo("NaN");
    }

    @Test
    void floatsHaveAnExponentOnlyFarOut() {
        assertThat(TextForms.float8("1e+15")).isEqualTo("1000000000000000");
        assertThat(TextForms.float8("1e+16")).isEqualTo("1e+16");
        assertThat(TextForms.float8("1.5e-05")).isEqualTo("0.000015");
        assertThat(TextForms.float8("1e-06")).isEqualTo("1e-6");
        assertThat(TextForms.float4("1e+06")).isEqualTo("1000000");
        assertThat(TextForms.float8("-Infinity")).isEqualTo("-Infinity");
    }

    @Test
    void jsonbHasNoBlanksAndItsKeysInOrder() {
        assertThat(TextForms.jsonb("{\"b\": [1.0, \"x, y\", null], \"aa\": {\"q\\\"\": true, \"c\": -1.50}}"))
                .isEqualTo("{\"aa\":{\"c\":-1.5,\"q\\\"\":true},\"b\":[1,\"x, y\",null]}");
        assertThat(TextForms.jsonb("\"a: b\"")).isEqualTo("\"a: b\"");
        assertThat(TextForms.jsonb("1.0")).isEqualTo("1");
        assertThat(TextForms.jsonb("[]")).isEqualTo("[]");
    }

    @Test
    void elementsOfArraysAreQuotedAnew() {
        assertThat(TextForms.array("{{1.50,NULL},{2.0,3}}", TextForms::numeric)).isEqualTo("{{1.5,NULL},{2,3}}");
        assertThat(TextForms.array("{\"{\\\"a\\\": 1}\"}", TextForms::jsonb)).isEqualTo("{\"{\\\"a\\\":1}\"}");
        assertThat(TextForms.array("{\"1 mon\",00:00:01}", TextForms::interval)).isEqualTo("{\"1 month\",00:00:01}");
    }

    @Test
    void binaryNumericsTellTheScaleTheyNeed() throws IOException {
        RowForms forms = RowForms.of(description(1700)).orElseThrow().in(List.of(1));
        // 1.50: digits 1, 5000; weight 0; scale 2
        Frame row = forms.shown(row(new byte[] {0, 2, 0, 0, 0, 0, 0, 2, 0, 1, 0x13, (byte) 0x88}));
        assertThat(row.body()[6 + 7]).isEqualTo((byte) 1);
        assertThat(row.body()).hasSize(2 + 4 + 12);
    }

    @Test
    void rowsWithoutSuchTypesStayAsTheyAre() throws IOException {
        assertThat(RowForms.of(description(23))).isEmpty();
    }

    private static Frame description(int type) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeShort(1);
        out.write("n".getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
        out.writeInt(0);
        out.writeShort(0);
        out.writeInt(type);
        out.writeShort(-1);
        out.writeInt(-1);
        out.writeShort(0);
        return new Frame('T', body.toByteArray());
    }

    private static Frame row(byte[] value) throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeShort(1);
        out.writeInt(value.length);
        out.write(value);
        return new Frame('D', body.toByteArray());
    }
}
