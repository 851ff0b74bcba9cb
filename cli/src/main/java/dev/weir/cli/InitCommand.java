package dev.weir.cli;

import dev.weir.adapter.Adapter;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.ReplacedFile;
import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.base.YamlNode;
import dev.weir.base.YamlParser;
import dev.weir.cli.line.Flag;
import dev.weir.core.engine.Adapters;
import dev.weir.core.engine.InvocationResult;
import dev.weir.core.engine.Versions;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.OutputEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code init}: writes the starter project into a new folder, or, inside a project, a profile for it. Source: dbt docs,
 * "init"; recorded cases {@code init_*}.
 */
final class InitCommand {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Task task;
    private final Surroundings surroundings;

    InitCommand(Task task) {
        this.task = task;
        this.surroundings = task.surroundings();
    }

    InvocationResult run() {
        task.events().emit(new InvocationEvent.MainReportVersion(Versions.WEIR, Versions.DBT));
        boolean skipProfile = task.line().on(Flag.SKIP_PROFILE_SETUP);
        Path here = task.line()
                .text(Flag.PROJECT_DIR)
                .map(surroundings.workingFolder()::resolve)
                .orElse(surroundings.workingFolder());
        try {
            if (Files.exists(here.resolve("dbt_project.yml"))) { // whatever name was given
                if (task.line().text(Flag.PROFILE).isPresent()) {
                    throw new WeirException(Diagnostic.of(DiagnosticCode.CLI_021, "a project names its profile itself")
                            .inWordsOfDbt("Can not init existing project with specified profile, edit dbt_project.yml"
                                    + " instead"));
                }
                if (!skipProfile) {
                    setUpProfile(here, profileName(here));
                }
                return InvocationResult.OK;
            }
            String name = name();
            Path folder = here.resolve(name);
            if (Files.exists(folder)) {
                say("A project called " + name + " already exists here.");
                return InvocationResult.OK;
            }
            write(Starter.files(name), folder);
            say("\nYour new dbt project \"" + name + "\" was created!\n");
            if (!skipProfile) {
                setUpStarterProfile(folder, name);
            }
            say("What next:\n"
                    + "  cd " + name + "\n"
                    + "  " + surroundings.program() + " debug                        # is everything there?\n"
                    + "  " + surroundings.program() + " build                        # build it and run its tests\n"
                    + "  " + surroundings.program() + " show --select winning_bids   # look at rows\n");
            return InvocationResult.OK;
        } catch (IOException unwritable) {
            throw failed("the project cannot be written", unwritable);
        }
    }

    private String name() {
        Optional<String> given = task.line().argument();
        while (true) {
            if (given.isPresent() && NAME.matcher(given.get()).matches()) {
                return given.get();
            }
            given.ifPresent(bad -> surroundings.out().println(bad + " is not a valid project name."));
            given = Optional.of(ProfileQuestions.answered(
                    surroundings.ask().apply("Enter a name for your project (letters, digits, underscore): "),
                    "the project's name"));
        }
    }

    static void write(Map<String, String> files, Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    // ---- profiles

    /** The starter brings its profiles.yml; what is answered becomes its target {@code dev}, and the one in force. */
    private void setUpStarterProfile(Path folder, String name) throws IOException {
        say("Setting up your profile.");
        Map<String, @Nullable Object> target = new ProfileQuestions(surroundings).byTemplate(Starter.profileTemplate());
        Path file = folder.resolve("profiles.yml");
        ReplacedFile.write(file, profile(name, target));
        written(name, file, "profile_template.yml");
    }

    private void setUpProfile(Path project, String name) throws IOException {
        say("Setting up your profile.");
        Path file = profilesFolder(project).resolve("profiles.yml");
        String before = Files.exists(file) ? Files.readString(file) : "";
        Optional<YamlNode> parsed = YamlParser.parse(new SourceText(file.toString(), before));
        boolean there = parsed.orElse(null) instanceof YamlNode.Mapping profiles
                && profiles.find(name).isPresent();
        if (there) {
            String answer = ProfileQuestions.answered(
                    surroundings
                            .ask()
                            .apply("The profile " + name + " already exists in " + file
                                    + ". Continue and overwrite it? [y/N]: "),
                    "whether to overwrite it");
            if (!answer.strip().toLowerCase(java.util.Locale.ROOT).startsWith("y")) {
                return;
            }
        }
        Path template = project.resolve("profile_template.yml");
        ProfileQuestions questions = new ProfileQuestions(surroundings);
        Map<String, @Nullable Object> target;
        String origin;
        if (Files.exists(template)
                && YamlParser.parse(new SourceText("profile_template.yml", Files.readString(template)))
                                .orElse(null)
                        instanceof YamlNode.Mapping asked) {
            target = questions.byTemplate(asked);
            origin = "project's profile_template.yml";
        } else {
            List<Adapter> adapters = Adapters.load().all();
            target = questions.byAdapter(adapters);
            origin = "target's profile_template.yml";
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        ReplacedFile.write(file, without(before, parsed, name) + profile(name, target));
        written(name, file, origin);
    }

    private void written(String name, Path file, String origin) {
        say("Profile " + name + " written to " + file + " using " + origin + " and your supplied values. Run '"
                + surroundings.program() + " debug' to validate the connection.");
    }

    private static String profile(String name, Map<String, @Nullable Object> target) {
        StringBuilder text = new StringBuilder(name).append(":\n  outputs:\n    dev:\n");
        ProfileQuestions.yaml(target)
                .forEach(line -> text.append("      ").append(line).append('\n'));
        return text.append("  target: dev\n").toString();
    }

    /** The text without one top-level entry; comments elsewhere stay. */
    private static String without(String text, Optional<YamlNode> parsed, String name) {
        if (!(parsed.orElse(null) instanceof YamlNode.Mapping profiles)) {
            return text;
        }
        List<String> lines = text.lines().toList();
        StringBuilder kept = new StringBuilder();
        int from = Integer.MAX_VALUE;
        int to = Integer.MAX_VALUE;
        for (YamlNode.Entry entry : profiles.entries()) {
            int line = entry.keySpan().start().line();
            if (entry.key().equals(name)) {
                from = line;
            } else if (line > from && to == Integer.MAX_VALUE) {
                to = line;
            }
        }
        for (int line = 1; line <= lines.size(); line++) {
            if (line < from || line >= to) {
                kept.append(lines.get(line - 1)).append('\n');
            }
        }
        return kept.toString();
    }

    private Path profilesFolder(Path project) {
        return task.line()
                .text(Flag.PROFILES_DIR)
                .map(surroundings.workingFolder()::resolve)
                .orElseGet(() -> Files.exists(project.resolve("profiles.yml"))
                        ? project
                        : Path.of(surroundings.environment().getOrDefault("HOME", "."), ".dbt"));
    }

    private static String profileName(Path project) throws IOException {
        SourceText source = new SourceText("dbt_project.yml", Files.readString(project.resolve("dbt_project.yml")));
        if (YamlParser.parse(source).orElse(null) instanceof YamlNode.Mapping mapping) {
            return mapping.find("profile")
                    .or(() -> mapping.find("name"))
                    .map(node -> String.valueOf(node.plain()))
                    .orElse("default");
        }
        return "default";
    }

    private void say(String text) {
        task.events().emit(new OutputEvent.CommandLine("InitLine", "W910", text));
    }

    static WeirException failed(String what, IOException why) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.CLI_014, what)
                        .withDetail(why.getClass().getSimpleName() + ": " + why.getMessage()),
                why);
    }
}
