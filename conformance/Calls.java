import dev.weir.cli.Program;
import dev.weir.cli.Surroundings;
import dev.weir.core.project.JsonText;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our side of manifests.py: runs one call of the program for each line of words (a JSON list), in one process and one folder. */
void main(String[] arguments) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> words = ((List<?>) JsonText.parse(line)).stream().map(String::valueOf).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int exitCode = new Program(new Surroundings("weir", new LinkedHashMap<>(System.getenv()), Path.of(arguments[0]), out, out,
                false, _ -> Optional.empty(), _ -> Optional.empty(), InstantSource.system(), ZoneOffset.UTC)).run(words);
        System.out.println(exitCode);
        System.out.println(bytes.toString(StandardCharsets.UTF_8).lines().count());
        bytes.toString(StandardCharsets.UTF_8).lines().forEach(System.out::println);
    }
}
