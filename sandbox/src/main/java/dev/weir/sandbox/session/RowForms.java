package dev.weir.sandbox.session;

import dev.weir.sandbox.backend.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What must change in the rows of one result before a client may see them; most results need nothing. Immutable. */
final class RowForms {
    // OIDs of types: pg_type of PostgreSQL.
    private static final int NUMERIC = 1700;
    private static final int NUMERIC_ARRAY = 1231;
    private static final int JSONB = 3802;
    private static final int JSONB_ARRAY = 3807;
    private static final int FLOAT4 = 700;
    private static final int FLOAT4_ARRAY = 1021;
    private static final int FLOAT8 = 701;
    private static final int FLOAT8_ARRAY = 1022;
    private static final int INTERVAL = 1186;
    private static final int INTERVAL_ARRAY = 1187;

    /** The types of the columns. */
    private final int[] types;
    /** 0 for text, 1 for binary. */
    private final int[] formats;
    /** What changes in the text of each column's values; null where nothing does. */
    private final List<@Nullable UnaryOperator<String>> forms;

    private RowForms(int[] types, int[] formats, List<@Nullable UnaryOperator<String>> forms) {
        this.types = types;
        this.formats = formats;
        this.forms = forms;
    }

    /** Of a RowDescription; empty when its rows go to the client as they are. */
    static Optional<RowForms> of(Frame description) {
        int count = description.int16(0);
        int[] types = new int[count];
        int[] formats = new int[count];
        List<@Nullable UnaryOperator<String>> forms = new ArrayList<>(count);
        int at = 2;
        for (int i = 0; i < count; i++) {
            while (description.body()[at] != 0) at++;
            types[i] = description.int32(at + 7);
            formats[i] = description.int16(at + 17);
            forms.add(form(types[i]));
            at += 19;
        }
        boolean asTheyAre = forms.stream().allMatch(Objects::isNull);
        return asTheyAre ? Optional.empty() : Optional.of(new RowForms(types, formats, forms));
    }

    /** With the formats a Bind message asks for; one holds for all columns, none means text. */
    RowForms in(List<Integer> wanted) {
        int[] now = new int[types.length];
        for (int i = 0; i < now.length; i++) {
            now[i] = wanted.isEmpty() ? 0 : wanted.get(wanted.size() == 1 ? 0 : Math.min(i, wanted.size() - 1));
        }
        return new RowForms(types, now, forms);
    }

    private static @Nullable UnaryOperator<String> form(int type) {
        return switch (type) {
            case NUMERIC -> TextForms::numeric;
            case JSONB -> TextForms::jsonb;
            case FLOAT8 -> TextForms::float8;
            case INTERVAL -> TextForms::interval;
            case INTERVAL_ARRAY -> array -> TextForms.array(array, TextForms::interval);
            case FLOAT4 -> TextForms::float4;
            case NUMERIC_ARRAY -> array -> TextForms.array(array, TextForms::numeric);
            case JSONB_ARRAY -> array -> TextForms.array(array, TextForms::jsonb);
            case FLOAT8_ARRAY -> array -> TextForms.array(array, TextForms::float8);
            case FLOAT4_ARRAY -> array -> TextForms.array(array, TextForms::float4);
            default -> null;
        };
    }

    /** A DataRow as Materialize would send it. */
    Frame shown(Frame row) {
        var out = new ByteArrayOutputStream(row.body().length);
        out.write(row.body(), 0, 2);
        int at = 2;
        for (int i = 0; i < types.length; i++) {
            int length = row.int32(at);
            at += 4;
            UnaryOperator<String> form = length < 0 ? null : forms.get(i);
            byte[] value = form == null ? null : value(row.body(), at, length, types[i], formats[i], form);
            if (value == null) {
                out.write(row.body(), at - 4, 4 + Math.max(length, 0));
            } else {
                for (int shift = 24; shift >= 0; shift -= 8) out.write(value.length >> shift);
                out.writeBytes(value);
            }
            at += Math.max(length, 0);
        }
        out.write(row.body(), at, row.body().length - at);
        return new Frame('D', out.toByteArray());
    }

    private static byte @Nullable [] value(
            byte[] body, int at, int length, int type, int format, UnaryOperator<String> form) {
        if (format == 0) {
            return form.apply(new String(body, at, length, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return switch (type) {
            case NUMERIC -> binaryNumeric(java.util.Arrays.copyOfRange(body, at, at + length));
            case JSONB -> {
                String json = TextForms.jsonb(new String(body, at + 1, length - 1, StandardCharsets.UTF_8));
                byte[] text = json.getBytes(StandardCharsets.UTF_8);
                byte[] versioned = new byte[text.length + 1];
                versioned[0] = body[at];
                System.arraycopy(text, 0, versioned, 1, text.length);
                yield versioned;
            }
            default -> null;
        };
    }

    /** Its scale is lowered to what its digits, four in each group, need. */
    private static byte[] binaryNumeric(byte[] value) {
        int groups = (value[0] & 0xff) << 8 | (value[1] & 0xff);
        int weight = (short) ((value[2] & 0xff) << 8 | (value[3] & 0xff));
        int scale = 0;
        if (groups > 0) {
            int last = 8 + 2 * (groups - 1);
            int digits = (value[last] & 0xff) << 8 | (value[last + 1] & 0xff);
            scale = 4 * (groups - 1 - weight);
            while (scale > 0 && digits % 10 == 0) {
                digits /= 10;
                scale--;
            }
        }
        int told = (value[6] & 0xff) << 8 | (value[7] & 0xff);
        int needed = Math.min(told, Math.max(scale, 0));
        value[6] = (byte) (needed >> 8);
        value[7] = (byte) needed;
        return value;
    }
}
