package dev.weir.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The scripts under golden/sandbox/wire: messages and the frames that answer them. */
class WireIT {
    @RegisterExtension
    static final SandboxUnderTest SANDBOX = new SandboxUnderTest();

    private static final Path SCRIPTS = Path.of("src/test/resources/golden/sandbox/wire");

    @TestFactory
    Stream<DynamicTest> everyMessageIsAnsweredAsRecorded() throws IOException {
        List<Path> scripts;
        try (var files = Files.list(SCRIPTS)) {
            scripts = files.filter(file -> file.toString().endsWith(".wire"))
                    .sorted()
                    .toList();
        }
        assertThat(scripts).hasSizeGreaterThan(5);
        return scripts.stream()
                .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> {
                    List<String> script = Files.readAllLines(file);
                    List<String> played = new WireScript(SANDBOX.port()).run(script);
                    if (Boolean.getBoolean("weir.golden.write")) Files.write(file, played);
                    else assertThat(String.join("\n", played)).isEqualTo(String.join("\n", script));
                }));
    }
}
