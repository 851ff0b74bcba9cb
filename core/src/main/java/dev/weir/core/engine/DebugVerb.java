package dev.weir.core.engine;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Connection;
import dev.weir.adapter.DatabaseException;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.DatabaseEvent;
import dev.weir.core.event.ErrorText;
import dev.weir.core.event.InvocationEvent;
import dev.weir.core.event.OutputEvent;
import dev.weir.core.event.Palette;
import dev.weir.core.project.LoadRequest;
import dev.weir.core.project.Profile;
import dev.weir.core.project.ProfileLoader;
import dev.weir.core.project.ProjectLoader;
import dev.weir.jinja.value.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code debug}: says what was found, checks profile, project, git and connection, and ends with {@code "All checks passed!"} or
 * what did not. Source: dbt docs, "debug"; recorded console cases.
 */
final class DebugVerb {
    private final Workspace.Run run;
    private final Settings settings;
    private final List<String> failures = new ArrayList<>();

    DebugVerb(Workspace.Run run) {
        this.run = run;
        settings = Settings.of(run.invocation());
    }

    InvocationResult run() {
        Path profiles = profilesDir();
        if (run.invocation().output().configDirOnly()) {
            String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
            say("To view your profiles.yml file, run:\n\n" + opener + " " + profiles);
            return InvocationResult.OK;
        }
        describe(profiles);
        ProjectLoader.Checked checked = ProjectLoader.check(Workspace.request(run, settings));
        Optional<Profile> profile = checked.profile();
        profile.ifPresent(found -> {
            say("adapter type: " + found.type());
            say("adapter version: " + run.adapters().find(found.type()).version());
        });
        if (run.invocation().output().connectionOnly()) {
            say("Skipping steps before connection verification");
            checked.profileFault().ifPresent(failed -> failures.add(profileFailure(failed)));
        } else {
            checks(checked);
        }
        if (profile.isPresent()) {
            connection(profile.get());
        } else {
            say("Connection test skipped since no profile was found");
        }
        return conclude();
    }

    private void describe(Path profiles) {
        say("dbt version: " + Versions.DBT);
        say("weir version: " + Versions.WEIR);
        say("java version: " + System.getProperty("java.version"));
        say("os info: " + System.getProperty("os.name") + "-" + System.getProperty("os.version") + "-"
                + System.getProperty("os.arch"));
        say("Using profiles dir at " + profiles);
        say("Using profiles.yml file at " + profiles.resolve("profiles.yml"));
        say("Using dbt_project.yml file at " + settings.projectDir().resolve("dbt_project.yml"));
    }

    private void checks(ProjectLoader.Checked checked) {
        Path project = settings.projectDir().resolve("dbt_project.yml");
        boolean projectThere = Files.isRegularFile(project);
        say("Configuration:");
        say(palette -> "  profiles.yml file "
                + (checked.profile().isPresent()
                        ? "[" + palette.green("OK found and valid") + "]"
                        : "[" + palette.red(profilesThere() ? "ERROR invalid" : "ERROR not found") + "]"));
        say(palette -> "  dbt_project.yml file "
                + (!projectThere
                        ? "[" + palette.red("ERROR not found") + "]"
                        : checked.projectFault().isPresent()
                                ? "[" + palette.red("ERROR invalid") + "]"
                                : "[" + palette.green("OK found and valid") + "]"));
        if (projectThere) {
            checked.profileFault().ifPresent(failed -> failures.add(profileFailure(failed)));
        }
        checked.projectFault()
                .ifPresent(failed -> failures.add("Project loading failed for the following reason:\n"
                        + (projectThere
                                ? ErrorText.of(failed.diagnostic())
                                : " project path <" + project + "> not found")
                        + "\n"));
        say("Required dependencies:");
        boolean git = gitThere();
        say(palette -> " - git [" + (git ? palette.green("OK found") : palette.red("ERROR")) + "]\n");
        if (!git) {
            failures.add("Error from git --help: git was not found on the PATH\n");
        }
    }

    private String profileFailure(WeirException failed) {
        return profilesThere()
                ? "Profile loading failed for the following reason:\n" + ErrorText.of(failed.diagnostic()) + "\n"
                : "dbt looked for a profiles.yml file in " + shown(profilesDir().resolve("profiles.yml"))
                        + ", but did\nnot find one. For more information on configuring your profile, consult the\n"
                        + "documentation:\n\nhttps://docs.getdbt.com/docs/configure-your-profile\n\n";
    }

    private Path shown(Path file) {
        Path here = run.invocation().workingFolder();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private boolean profilesThere() {
        return Files.isRegularFile(profilesDir().resolve("profiles.yml"));
    }

    private static boolean gitThere() {
        try {
            Process git = new ProcessBuilder("git", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void connection(Profile profile) {
        Adapter adapter = run.adapters().find(profile.type());
        say("Connection:");
        try (DatabaseAccess access = DatabaseAccess.open(run.adapters(), adapter, profile, settings.projectDir())) {
            for (Map.Entry<String, @Nullable Object> shown :
                    adapter.profileSpec().shown(access.credentials()).entrySet()) {
                say("  " + shown.getKey() + ": " + Values.str(Values.fromData(shown.getValue())));
            }
            run.events().emit(new InvocationEvent.AdapterRegistered(adapter.type(), adapter.version()));
            test(adapter, access);
        } catch (WeirException notStarted) {
            failed(ErrorText.of(notStarted.diagnostic()));
        }
    }

    private void test(Adapter adapter, DatabaseAccess access) {
        try (Connection connection = adapter.connect(access.credentials(), "debug")) {
            connection
                    .notices()
                    .forEach(text -> run.events().emit(new DatabaseEvent.ServerNotice(adapter.type(), text)));
            connection.execute(adapter.connectionTestQuery(), true, OptionalInt.of(1));
            connection.rollback();
            say(palette -> "  Connection test: [" + palette.green("OK connection ok") + "]\n");
        } catch (WeirException refused) {
            failed(ErrorText.of(refused.diagnostic()));
        } catch (DatabaseException refused) {
            failed("Database Error\n  " + refused.words());
        }
    }

    private void failed(String words) {
        say(palette -> "  Connection test: [" + palette.red("ERROR") + "]\n");
        failures.add(
                "dbt was unable to connect to the specified database.\nThe database returned the following error:\n\n  >"
                        + words + "\n\nCheck your database credentials and try again. For more information, visit:\n"
                        + "https://docs.getdbt.com/docs/configure-your-profile\n\n");
    }

    private InvocationResult conclude() {
        if (failures.isEmpty()) {
            say(palette -> palette.green("All checks passed!"));
            return InvocationResult.OK;
        }
        String count = failures.size() + (failures.size() == 1 ? " check" : " checks") + " failed:";
        say(palette -> palette.red(count));
        failures.forEach(this::say);
        return new InvocationResult(
                ExitCode.NODE_FAILED, List.of(Diagnostic.of(DiagnosticCode.CLI_003, "a check of debug failed")));
    }

    /** As dbt looks for it: as named, {@code DBT_PROFILES_DIR}, the working folder, {@code ~/.dbt}. */
    private Path profilesDir() {
        LoadRequest request = Workspace.request(run, settings);
        return ProfileLoader.folder(request.profilesDir(), request.environment(), request.workingFolder());
    }

    private void say(String line) {
        say(_ -> line);
    }

    private void say(Function<Palette, String> line) {
        run.events().emit(new OutputEvent.DebugCmdOut(line));
    }
}
