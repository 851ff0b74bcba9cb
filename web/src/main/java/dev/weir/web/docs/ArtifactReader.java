package dev.weir.web.docs;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;

/**
 * One artifact, read from front to end without being held in memory, and then again at single places. A file that is replaced
 * meanwhile is read as it was. Places may be read by several threads.
 */
final class ArtifactReader implements AutoCloseable {
    /** Where a value stands in the file, in bytes. */
    record Place(long from, int length) {}

    /** Takes the members of the outermost object one after another. */
    @FunctionalInterface
    interface Members {
        /** Reads the value or leaves it: what is left is passed over. */
        void take(String name, JsonParser parser);
    }

    /** Takes an object: wanted members of it, and where all of it is. */
    @FunctionalInterface
    interface Objects {
        void take(String name, Tree wanted, Place place);
    }

    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel file;

    private ArtifactReader(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** Empty when there is no such file. */
    static Optional<ArtifactReader> open(Path path) {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ArtifactReader(path, FileChannel.open(path)));
        } catch (IOException unreadable) {
            throw broken(path, "", String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    /** Reads the whole file. Throws {@code WEB-001} with line and column where it is no JSON object. */
    void scan(Members members) {
        InputStream bytes = new BufferedInputStream(Channels.newInputStream(file), BUFFER);
        try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw broken(path, ":1:1", "It holds no JSON object.", null);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken start = parser.nextToken();
                members.take(name, parser);
                if (start.isStructStart() && parser.currentToken() == start) {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException broken) {
            throw broken(path, location(broken), broken.getOriginalMessage(), broken);
        }
    }

    /** Each object in the object the parser stands at. */
    static void each(JsonParser parser, Set<String> wanted, Objects objects) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                long from = parser.currentTokenLocation().getByteOffset();
                Tree some = some(parser, wanted);
                objects.take(name, some, new Place(from, (int)
                        (parser.currentLocation().getByteOffset() - from)));
            } else {
                parser.skipChildren();
            }
        }
    }

    /** The wanted members of the object the parser stands at. */
    static Tree some(JsonParser parser, Set<String> wanted) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.contains(name)) {
                some.put(name, Json.read(parser));
            } else {
                parser.skipChildren();
            }
        }
        return new Tree(some);
    }

    /** The object at a place that {@link #each} told of. */
    Tree at(Place place) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(place.length());
            while (bytes.hasRemaining()) {
                if (file.read(bytes, place.from() + bytes.position()) < 0) {
                    throw broken(path, "", "It became shorter while it was read.", null);
                }
            }
            try (JsonParser parser = Json.FACTORY.createParser(ObjectReadContext.empty(), bytes.array())) {
                parser.nextToken();
                return Tree.of(Json.read(parser));
            }
        } catch (IOException | JacksonException changed) {
            throw broken(path, "", "It was changed while it was read: " + changed.getMessage(), changed);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException late) {
            System.getLogger(ArtifactReader.class.getName()).log(System.Logger.Level.DEBUG, "not closed", late);
        }
    }

    private static String location(JacksonException broken) {
        @Nullable TokenStreamLocation place = broken.getLocation();
        return place == null || place.getLineNr() < 0 ? "" : ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private static WeirException broken(Path path, String location, String detail, @Nullable Throwable cause) {
        Diagnostic diagnostic = Diagnostic.of(
                        DiagnosticCode.WEB_001, "file \"" + path.getFileName() + "\" cannot be read as an artifact")
                .withDetail(path + location + ": " + detail)
                .withHint("Write it again with \"docs generate\", or delete it when another tool made it.");
        return cause == null ? new WeirException(diagnostic) : new WeirException(diagnostic, cause);
    }
}
