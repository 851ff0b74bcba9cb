package dev.weir.core.engine;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ReplacedFile;
import dev.weir.base.WeirException;
import dev.weir.core.project.JsonText;
import dev.weir.core.project.SecretVariables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Whether a file holds one of them, as it is or as JSON writes it. */
    boolean in(Path file) {
        if (values.isEmpty() || !Files.exists(file)) {
            return false;
        }
        String text = read(file);
        return !masked(text).equals(text);
    }

    /** Masks them in a file that is there. */
    void maskIn(Path file) {
        if (values.isEmpty() || !Files.exists(file)) {
            return;
        }
        String text = read(file);
        String masked = masked(text);
        if (!masked.equals(text)) {
            try {
                ReplacedFile.write(file, out -> out.write(masked.getBytes(StandardCharsets.ISO_8859_1)));
            } catch (IOException failure) {
                throw unwritable(file, failure);
            }
        }
    }

    /** @param bytes of a file, one to a character */
    private String masked(String bytes) {
        String text = bytes;
        for (String value : values) {
            String quoted = JsonText.write(value, false);
            for (String form : List.of(value, quoted.substring(1, quoted.length() - 1))) {
                text = text.replace(
                        new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), MASK);
            }
        }
        return text;
    }

    /** Byte for byte: what is in the file need not be text. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw unwritable(file, failure);
        }
    }

    private static WeirException unwritable(Path file, IOException failure) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.RUN_010, "file \"" + file + "\" cannot be written")
                        .withDetail(String.valueOf(failure.getMessage())),
                failure);
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
