package dev.weir.core.artifact;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.IsoText;
import dev.weir.base.ReplacedFile;
import dev.weir.base.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One JSON file being written. It is written beside its final place and moved there when it is whole, so that a reader
 * finds the old file or the new one, never a part.
 */
final class ArtifactFile {
    /** The members of the file's outermost object. */
    @FunctionalInterface
    interface Content {
        void write(ArtifactFile out);
    }

    private static final int BUFFER = 1 << 16;

    private final JsonBytes json = new JsonBytes(BUFFER + BUFFER / 4);
    private final OutputStream bytes;

    private ArtifactFile(OutputStream bytes) {
        this.bytes = bytes;
    }

    /** Creates missing folders. Throws {@code RUN-010} when the file cannot be written; the old file then still stands. */
    static void write(ArtifactPlace target, Content content) {
        try {
            ReplacedFile.write(target.path(), bytes -> {
                if (target.mask().isEmpty()) {
                    pour(content, bytes);
                } else {
                    ByteArrayOutputStream whole = new ByteArrayOutputStream(BUFFER);
                    pour(content, whole);
                    bytes.write(target.mask().get().apply(whole.toByteArray()));
                }
            });
        } catch (IOException | UncheckedIOException failure) {
            throw new WeirException(
                    Diagnostic.of(DiagnosticCode.RUN_010, "file \"" + target.path() + "\" cannot be written")
                            .withDetail(String.valueOf(failure.getMessage())),
                    failure);
        }
    }

    private static void pour(Content content, OutputStream bytes) {
        ArtifactFile file = new ArtifactFile(bytes);
        file.startObject();
        content.write(file);
        file.endObject();
        file.flush();
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
        return IsoText.micros(at) + 'Z';
    }

    void startObject(String name) {
        json.name(name);
        json.startObject();
    }

    void startObject() {
        json.startObject();
    }

    void endObject() {
        json.endObject();
        pour();
    }

    void startArray(String name) {
        json.name(name);
        json.startArray();
    }

    void endArray() {
        json.endArray();
        pour();
    }

    void member(String name, @Nullable Object data) {
        json.name(name);
        json.value(data);
        pour();
    }

    void value(@Nullable Object data) {
        json.value(data);
        pour();
    }

    /** Members or items whose text was made elsewhere. */
    void raw(byte[] members) {
        json.raw(members);
        pour();
    }

    /** A member whose text was made elsewhere. */
    void raw(String name, KnownTexts.Text text) {
        json.name(name);
        json.raw(text.bytes(), text.from(), text.length());
        pour();
    }

    private void pour() {
        if (json.size() >= BUFFER) {
            flush();
        }
    }

    private void flush() {
        try {
            bytes.write(json.array(), 0, json.size());
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        json.drain();
    }
}
