import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.core.project.DbtSyntax;
import dev.weir.jinja.JinjaParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Our side of macros.py: one line for each file of a folder, saying whether it parses. */
void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    List<Path> files;
    try (var walk = Files.walk(root)) {
        files = walk.filter(path -> path.toString().endsWith(".sql")).sorted(java.util.Comparator.comparing(Path::toString)).toList();
    }
    for (Path file : files) {
        String answer;
        try {
            var template = JinjaParser.parse(new SourceText(file.toString(), Files.readString(file)), DbtSyntax.create());
            answer = "parses, " + template.macros().size() + " macros";
        } catch (WeirException error) {
            answer = "error in line " + error.diagnostic().span().orElseThrow().start().line();
        }
        IO.println(root.relativize(file) + ": " + answer);
    }
}
