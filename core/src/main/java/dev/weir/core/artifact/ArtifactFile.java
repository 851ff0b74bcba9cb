package dev.weir.core.artifact;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON file being written. It is written beside its final place and moved there when it is whole, so that a reader
 * finds the old file or the new one, never a part.
 */
final class ArtifactFile {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The members of the file's outermost object. */
    @FunctionalInterface
    interface Content {
        void write(ArtifactFile out);
    }

    private final JsonGenerator json;

    private ArtifactFile(JsonGenerator json) {
        this.json = json;
    }

    /** Creates missing folders. Throws {@code RUN-010} when the file cannot be written; the old file then still stands. */
    static void write(Path target, Content content) {
        Path folder = Optional.ofNullable(target.toAbsolutePath().getParent()).orElse(target);
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "." + target.getFileName() + ".", ".part");
            try {
                try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
                        JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
                    json.writeStartObject();
                    content.write(new ArtifactFile(json));
                    json.writeEndObject();
                }
                readableByAll(part);
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | JacksonException failure) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_010, "file \"" + target + "\" cannot be written")
                            .withDetail(String.valueOf(failure.getMessage())),
                    failure);
        }
    }

    /** Temporary files are made for their owner only; an artifact is for every tool that may look into the folder. */
    private static void readableByAll(Path file) {
        var ignored = file.toFile().setReadable(true, false);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    void metadata(String schema, ArtifactMetadata metadata) {
        startObject("metadata");
        base(schema, metadata);
        endObject();
    }

    /** The members every artifact's metadata has, without the braces. */
    void base(String schema, ArtifactMetadata metadata) {
        member("dbt_schema_version", "https://schemas.getdbt.com/dbt/" + schema + ".json");
        member("dbt_version", metadata.dbtVersion());
        member("generated_at", instant(metadata.generatedAt()));
        member("invocation_id", metadata.invocationId());
        member("invocation_started_at", instant(metadata.startedAt()));
        member("env", metadata.env());
    }

    /** Microseconds and a Z, as the reference writes it. */
    static String instant(Instant at) {
        return INSTANT.format(at);
    }

    void startObject(String name) {
        json.writeName(name);
        json.writeStartObject();
    }

    void startObject() {
        json.writeStartObject();
    }

    void endObject() {
        json.writeEndObject();
    }

    void startArray(String name) {
        json.writeName(name);
        json.writeStartArray();
    }

    void endArray() {
        json.writeEndArray();
    }

    void member(String name, @Nullable Object data) {
        json.writeName(name);
        value(data);
    }

    void value(@Nullable Object data) {
        switch (data) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> number(number);
            case BigInteger number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeName(String.valueOf(entry.getKey()));
                    value(entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    value(item);
                }
                json.writeEndArray();
            }
            case Optional<?> maybe -> value(maybe.orElse(null));
            case Instant at -> json.writeString(instant(at));
            case Object other -> json.writeString(other.toString());
        }
    }

    /** JSON has no word for what is no finite number. */
    private void number(double number) {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }
}
