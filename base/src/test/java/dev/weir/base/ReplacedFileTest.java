package dev.weir.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads a file sees the old one or the new one. */
class ReplacedFileTest {
    @TempDir
    private Path folder = Path.of("");

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".part")).toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Writes without end, in a process that is killed. */
    static final class Endless {
        private Endless() {}

        public static void main(String[] words) throws IOException {
            ReplacedFile.write(Path.of(words[0]), out -> {
                byte[] piece = "half a file ".repeat(1000).getBytes(StandardCharsets.UTF_8);
                for (long at = 0; at < Long.MAX_VALUE; at++) {
                    out.write(piece);
                    out.flush();
                    Files.writeString(Path.of(words[1]), "writing");
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void aWriterThatIsKilledLeavesTheOldFile() throws Exception {
        Path file = folder.resolve("manifest.json");
        ReplacedFile.write(file, "whole");
        Path sign = folder.resolve("sign");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName(),
                        file.toString(),
                        sign.toString())
                .inheritIO()
                .start();
        for (int tenths = 0; tenths < 300 && !Files.exists(sign); tenths++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        writer.destroyForcibly().waitFor();
        assertThat(sign).exists();
        assertThat(file).hasContent("whole");
        assertThat(parts()).hasSize(1);
        Files.setLastModifiedTime(
                parts().getFirst(), FileTime.from(Instant.now().minusSeconds(3600)));
        ReplacedFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(parts()).isEmpty();
    }

    @Test
    void aWritingThatFailsLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("a.json");
        ReplacedFile.write(file, "whole");
        assertThatThrownBy(() -> ReplacedFile.write(file, out -> {
                    out.write('x');
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(file).hasContent("whole");
        assertThat(parts()).isEmpty();
    }

    @Test
    void whatAnotherWriterIsAtStays() throws IOException {
        Path others = Files.writeString(folder.resolve(".a.json.123.part"), "half");
        ReplacedFile.write(folder.resolve("a.json"), "whole");
        assertThat(others).exists();
    }

    @Test
    void permissionsAndLinksStay() throws IOException {
        Path file = folder.resolve("profiles.yml");
        ReplacedFile.write(file, "one");
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link.yml"), file);
        ReplacedFile.write(link, "two");
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("two");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void aFileForItsOwnerIsNobodyElses() throws IOException {
        Path file = folder.resolve("memo");
        ReplacedFile.writeForOwner(file, out -> {
            assertThat(permissions(parts().getFirst())).isEqualTo("rw-------");
            out.write('x');
        });
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void twoWritersOfOneFileDoNotMeet() throws IOException {
        Path file = folder.resolve("a.json");
        ReplacedFile.write(file, outer -> {
            ReplacedFile.write(file, "inner");
            outer.write("outer".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(file).hasContent("outer");
        assertThat(parts()).isEmpty();
    }
}
