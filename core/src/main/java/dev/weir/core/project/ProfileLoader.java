package dev.weir.core.project;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ErrorKind;
import dev.weir.base.NearestName;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds {@code profiles.yml} and reads one target of one profile. Source: dbt docs, "profiles.yml"; recorded cases. */
public final class ProfileLoader {
    private final LoadRequest request;
    private final YamlParser.Listener warnings;
    private final Consumer<String> notes;

    /** @param notes hears of lines dbt says while it reads a profile */
    ProfileLoader(LoadRequest request, YamlParser.Listener warnings, Consumer<String> notes) {
        this.request = request;
        this.warnings = warnings;
        this.notes = notes;
    }

    /** The folder profiles are read from: as named, {@code DBT_PROFILES_DIR}, the working folder, else {@code ~/.dbt}. */
    public static Path folder(Optional<Path> named, Map<String, String> environment, Path workingFolder) {
        if (named.isPresent()) {
            return workingFolder.resolve(named.get()).normalize();
        }
        String variable = environment.get("DBT_PROFILES_DIR");
        if (variable != null && !variable.isEmpty()) {
            return workingFolder.resolve(expandHome(variable, environment)).normalize();
        }
        if (Files.exists(workingFolder.resolve("profiles.yml"))) {
            return workingFolder;
        }
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".dbt");
    }

    private static String expandHome(String path, Map<String, String> environment) {
        return path.equals("~") || path.startsWith("~/")
                ? environment.getOrDefault("HOME", "~") + path.substring(1)
                : path;
    }

    /** A profile read and checked, with the built-in packages of its adapter. */
    record Loaded(Profile profile, List<BuiltInPackage> builtIns) {}

    Loaded load(Optional<String> namedByProject, Map<String, @Nullable Object> cliVars) {
        Path file = folder(request.profilesDir(), request.environment(), request.workingFolder())
                .resolve("profiles.yml");
        String name =
                request.profile().or(() -> namedByProject).orElseThrow(() -> new WeirException(noProfileNamed(file)));
        YamlNode.Mapping profiles = read(file);
        YamlNode.Mapping profile =
                profiles.find(name).isPresent() && profiles.find(name).get() instanceof YamlNode.Mapping mapping
                        ? mapping
                        : missing(name, profiles);
        YamlScope scope = new YamlScope(request, Map.of(), cliVars, SecretScope.ALLOWED);
        YamlRenderer renderer = new YamlRenderer(scope);
        String targetName = targetName(name, profile, renderer);
        YamlNode.Mapping outputs = outputs(name, profile);
        if (!(outputs.find(targetName).orElse(null) instanceof YamlNode.Mapping target)) {
            throw new WeirException(noTarget(name, targetName, profile, outputs));
        }
        return check(file, name, targetName, target, renderer, scope);
    }

    /** The reference wraps what is wrong with a profile's templates in a runtime error. */
    private static Map<String, @Nullable Object> rendered(YamlNode.Mapping target, YamlRenderer renderer) {
        try {
            return renderer.renderMapping(target);
        } catch (WeirException failed) {
            Diagnostic finding = failed.diagnostic();
            if (finding.kind() != ErrorKind.COMPILATION) {
                throw failed;
            }
            String words = finding.kind().headline() + "\n"
                    + finding.message().indent(2).stripTrailing();
            throw new WeirException(
                    finding.withHeadline(new Diagnostic.Headline(ErrorKind.RUNTIME, Optional.empty(), words)), failed);
        }
    }

    private Loaded check(
            Path file,
            String name,
            String targetName,
            YamlNode.Mapping target,
            YamlRenderer renderer,
            YamlScope scope) {
        Map<String, @Nullable Object> values = rendered(target, renderer);
        if (!(values.get("type") instanceof String type)) {
            throw new WeirException(Diagnostic.of(
                            DiagnosticCode.PRJ_009,
                            "target \"" + targetName + "\" of profile \"" + name + "\" has no type")
                    .inWordsOfDbt("required field \"type\" not found in profile " + name + " and target " + targetName)
                    .at(target.span())
                    .withHint("Add the adapter's name: type: postgres"));
        }
        int threads = request.threads().orElse(number(values.get("threads")).orElse(1));
        TargetReader.Reading reading;
        try {
            reading = request.targets().read(name, targetName, values);
        } catch (WeirException invalid) {
            Diagnostic diagnostic = invalid.diagnostic();
            throw diagnostic.span().isPresent() ? invalid : new WeirException(diagnostic.at(target.span()), invalid);
        }
        Map<String, @Nullable Object> templateTarget = new LinkedHashMap<>();
        templateTarget.putAll(reading.templateValues());
        templateTarget.put("type", type);
        templateTarget.put("threads", (long) threads);
        templateTarget.put("name", targetName);
        templateTarget.put("target_name", targetName);
        templateTarget.put("profile_name", name);
        values.put("threads", (long) threads);
        return new Loaded(
                new Profile(file, name, targetName, type, threads, values, templateTarget, scope.secretsRead()),
                reading.builtIns());
    }

    private static Optional<Integer> number(@Nullable Object value) {
        if (value instanceof Long number) {
            return Optional.of(Math.toIntExact(number));
        }
        if (value instanceof String text && !text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
            return Optional.of(Integer.parseInt(text));
        }
        return Optional.empty();
    }

    private YamlNode.Mapping read(Path file) {
        String text;
        try {
            text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
        } catch (IOException unreadable) {
            throw new WeirException(
                    wrapped(
                            Diagnostic.of(
                                    DiagnosticCode.PRJ_007, "profiles.yml cannot be read: " + unreadable.getMessage()),
                            String.valueOf(unreadable.getMessage())),
                    unreadable);
        }
        if (text.isBlank() && !Files.exists(file)) {
            return new YamlNode.Mapping(new SourceText(file.toString(), "").span(0, 0), List.of());
        }
        Optional<YamlNode> document;
        try {
            document = YamlFile.parse(new SourceText(file.toString(), text), warnings, YamlFile.LastLine.KEPT);
        } catch (WeirException broken) {
            String indented =
                    ("Runtime Error\n" + broken.diagnostic().message().indent(2).stripTrailing());
            throw new WeirException(wrapped(broken.diagnostic(), indented), broken);
        }
        if (document.isEmpty()) {
            throw new WeirException(wrapped(
                    Diagnostic.of(DiagnosticCode.PRJ_007, "profiles.yml is empty"),
                    "The profiles.yml file at " + file + " is empty"));
        }
        if (document.get() instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw new WeirException(wrapped(
                Diagnostic.of(DiagnosticCode.PRJ_007, "profiles.yml is not a mapping")
                        .at(document.get().span()),
                "The profiles.yml file at " + file + " is not a mapping of profile names to profiles"));
    }

    private static Diagnostic wrapped(Diagnostic diagnostic, String message) {
        return diagnostic.withHeadline(new Diagnostic.Headline(
                dev.weir.base.ErrorKind.RUNTIME,
                Optional.empty(),
                "\ndbt encountered an error while trying to read your profiles.yml file.\n\n" + message + "\n"));
    }

    private String targetName(String name, YamlNode.Mapping profile, YamlRenderer renderer) {
        if (request.target().isPresent()) {
            return request.target().get();
        }
        Optional<Object> written = profile.find("target").flatMap(node -> Optional.ofNullable(renderer.render(node)));
        if (written.isPresent()) {
            return String.valueOf(written.get());
        }
        notes.accept("target not specified in profile '" + name + "', using 'default'");
        return "default";
    }

    private static YamlNode.Mapping outputs(String name, YamlNode.Mapping profile) {
        if (profile.find("outputs").orElse(null) instanceof YamlNode.Mapping outputs) {
            return outputs;
        }
        throw new WeirException(Diagnostic.of(DiagnosticCode.PRJ_009, "profile \"" + name + "\" has no outputs")
                .inWordsOfDbt("outputs not specified in profile '" + name + "'")
                .at(profile.span()));
    }

    private static Diagnostic noTarget(
            String name, String targetName, YamlNode.Mapping profile, YamlNode.Mapping outputs) {
        List<String> names = outputs.entries().stream().map(YamlNode.Entry::key).toList();
        StringBuilder text = new StringBuilder("The profile '" + name + "' does not have a target named '" + targetName
                + "'. The valid target names for this profile are:");
        names.forEach(each -> text.append("\n - ").append(each));
        Diagnostic diagnostic = Diagnostic.of(
                        DiagnosticCode.PRJ_008, "profile \"" + name + "\" has no target \"" + targetName + "\"")
                .inWordsOfDbt(text.toString())
                .at(profile.find("target").orElse(outputs).span());
        return NearestName.to(targetName, names)
                .map(near -> diagnostic.withHint("Did you mean \"" + near + "\"?"))
                .orElse(diagnostic);
    }

    private static YamlNode.Mapping missing(String name, YamlNode.Mapping profiles) {
        List<String> names =
                profiles.entries().stream().map(YamlNode.Entry::key).toList();
        Path file = Path.of(profiles.span().source().path());
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.PRJ_006, "profile \"" + name + "\" does not exist")
                .inWordsOfDbt("Could not find profile named '" + name + "'");
        if (!Files.exists(file)) {
            throw new WeirException(diagnostic
                    .withDetail("There is no " + file + ".")
                    .withHint("Write one, or name another folder with --profiles-dir."));
        }
        Optional<String> near = NearestName.to(name, names);
        throw new WeirException(diagnostic
                .at(profiles.span())
                .withDetail("The file holds: " + String.join(", ", names) + ".")
                .withHint(near.map(text -> "Did you mean \"" + text + "\"?")
                        .orElse("Name one of these with profile: in dbt_project.yml, or with --profile.")));
    }

    private static Diagnostic noProfileNamed(Path file) {
        return Diagnostic.of(DiagnosticCode.PRJ_005, "the project names no profile")
                .inWordsOfDbt("""
                        dbt cannot run because no profile was specified for this dbt project.
                        To specify a profile for this project, add a line like the this to
                        your dbt_project.yml file:

                        profile: [profile name]

                        Here, [profile name] should be replaced with a profile name
                        defined in your profiles.yml file. You can find profiles.yml here:

                        %s
                        """.formatted(file))
                .withHint("Add profile: to dbt_project.yml, or name one with --profile.");
    }

    /** Names of the profiles in a file, for {@code init} and {@code debug}; empty when the file is absent or broken. */
    public static List<String> names(Path file) {
        List<String> names = new ArrayList<>();
        try {
            if (YamlParser.parse(new SourceText(file.toString(), Files.readString(file)))
                            .orElse(null)
                    instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach(entry -> names.add(entry.key()));
            }
        } catch (IOException | WeirException unreadable) {
            return List.of();
        }
        return names;
    }
}
