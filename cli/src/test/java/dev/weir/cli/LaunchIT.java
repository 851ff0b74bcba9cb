package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program, with the class path of this test for its jars. */
class LaunchIT {
    @TempDir
    Path folder;

    @Test
    void aSandboxStartsWithoutAWordOfTheJvm() throws Exception {
        Path app = installed();
        List<String> said = said(app, "sandbox", "start", "--detach");
        try {
            assertThat(said).hasSize(3);
            assertThat(said.getFirst()).contains("The sandbox is up. Connect with:");
            assertThat(Files.readString(folder.resolve(".weir/sandbox/sandbox.log")))
                    .doesNotContain("compiler directive", "CompileCommand");
        } finally {
            assertThat(said(app, "sandbox", "stop")).containsExactly("The sandbox has stopped.");
        }
    }

    private Path installed() throws IOException {
        Path app = folder.resolve("app");
        Path lib = Files.createDirectories(app.resolve("lib"));
        var names = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = String.valueOf(names.size());
            Files.createSymbolicLink(lib.resolve(name), Path.of(entry).toAbsolutePath());
            names.add(name);
        }
        Files.write(app.resolve("classpath"), names);
        Files.copy(Path.of("../build-tools/compilers.json"), app.resolve("compilers.json"));
        return app;
    }

    /** The lines that come on both streams. */
    private List<String> said(Path app, String... words) throws Exception {
        String script = ". '%s'; exec_app '%s' '%s' weir %s"
                .formatted(
                        Path.of("../build-tools/launch.sh").toRealPath(),
                        app,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Arrays.stream(words).collect(Collectors.joining(" ")));
        Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
        return output.lines().toList();
    }
}
