package dev.weir.web.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pages one after another in files {@code 0.json}, {@code 1.json}, …, each a list of about 64 KB. */
final class Chunks {
    private static final int SIZE = 64 * 1024;

    private final Path folder;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(SIZE + SIZE / 2);
    private final List<Integer> starts = new ArrayList<>();
    private int count;

    Chunks(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void add(byte[] page) throws IOException {
        if (chunk.size() > 0 && chunk.size() + page.length > SIZE) {
            end();
        }
        if (chunk.size() == 0) {
            starts.add(count);
        }
        chunk.write(chunk.size() == 0 ? '[' : ',');
        chunk.writeBytes(page);
        count++;
    }

    void end() throws IOException {
        if (chunk.size() > 0) {
            chunk.write(']');
            Files.write(folder.resolve(starts.size() - 1 + ".json"), chunk.toByteArray());
            chunk.reset();
        }
    }

    /** The number of the first page of each file. */
    List<Integer> starts() {
        return starts;
    }
}
