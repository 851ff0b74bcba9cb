package dev.weir.core.engine;

import dev.weir.core.project.JsonText;
import dev.weir.core.project.SecretVariables;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code DBT_ENV_SECRET_…} variables, which are replaced by asterisks in whatever leaves the program. Source:
 * dbt docs, "Secret environment variables".
 */
public record Secrets(List<String> values) {
    private static final String MASK = "*****";

    public Secrets {
        values = List.copyOf(values);
    }

    public static Secrets of(Map<String, String> environment) {
        List<String> values = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (SecretVariables.named(name) && !value.isBlank()) {
                values.add(value);
            }
        });
        values.sort((one, other) -> Integer.compare(other.length(), one.length())); // one may be a part of another
        return new Secrets(values);
    }

    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /** The same tree with masked texts. */
    @Nullable
    Object mask(@Nullable Object data) {
        return switch (data) {
            case String text -> mask(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> masked = new LinkedHashMap<>();
                map.forEach((key, value) -> masked.put(String.valueOf(key), mask(value)));
                yield masked;
            }
            case List<?> list -> {
                List<@Nullable Object> masked = new ArrayList<>(list.size());
                list.forEach(each -> masked.add(mask(each)));
                yield masked;
            }
            case null, default -> data;
        };
    }

    /** The bytes of a JSON file without them, as they are or as JSON writes them. */
    byte[] mask(byte[] json) {
        String text = new String(json, StandardCharsets.ISO_8859_1); // byte for byte: what is in there need not be text
        String masked = text;
        for (String value : values) {
            String quoted = JsonText.write(value, false);
            for (String form : List.of(value, quoted.substring(1, quoted.length() - 1))) {
                masked = masked.replace(
                        new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), MASK);
            }
        }
        return masked.equals(text) ? json : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether some bytes of what parsing remembers hold one, in either of the forms texts have there. */
    boolean in(byte[] bytes, int from, int length) {
        if (values.isEmpty()) {
            return false;
        }
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        for (String value : values) {
            for (Charset form :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16BE)) {
                if (text.contains(new String(value.getBytes(form), StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A stream that masks lines on their way; the same one when there are no secrets. */
    public PrintStream masking(PrintStream out) {
        return values.isEmpty() ? out : new MaskingStream(out, this);
    }

    private static final class MaskingStream extends PrintStream {
        private final Secrets secrets;

        MaskingStream(PrintStream out, Secrets secrets) {
            super(out, true, StandardCharsets.UTF_8);
            this.secrets = secrets;
        }

        @Override
        public void println(@Nullable String text) {
            super.println(secrets.mask(String.valueOf(text)));
        }

        @Override
        public void print(@Nullable String text) {
            super.print(secrets.mask(String.valueOf(text)));
        }
    }
}
