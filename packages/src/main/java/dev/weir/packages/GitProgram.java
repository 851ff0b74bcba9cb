package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Level;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The machine's {@code git}, so that credential helpers, ssh keys, proxies and rewritten addresses work as they do for its
 * user. Thread-safe.
 */
final class GitProgram {
    private final Map<String, String> environment;
    private final Announcer announcer;

    GitProgram(Map<String, String> environment, Announcer announcer) {
        this.environment = environment;
        this.announcer = announcer;
    }

    /** How a call ended; texts without secrets are the caller's duty. */
    record Outcome(int exitCode, String out, String err) {
        boolean failed() {
            return exitCode != 0;
        }
    }

    /**
     * Runs git in a folder and waits for its end.
     *
     * @throws WeirException {@code PKG-011} when there is no git
     */
    Outcome run(Path folder, String... words) {
        return run(folder, Optional.empty(), words);
    }

    /** What stands in an address and is for git alone. */
    Optional<GitCredentials> credentials(String address) {
        return GitCredentials.of(address, environment);
    }

    /** The same with what a server may ask for. */
    Outcome run(Path folder, Optional<GitCredentials> credentials, String... words) {
        List<String> command = new ArrayList<>();
        command.add(executable().toString());
        credentials.ifPresent(each -> command.addAll(each.options()));
        command.addAll(List.of(words));
        announcer.say(
                Level.DEBUG,
                "SystemExecutingCmd",
                "Z006",
                "Executing \"git " + String.join(" ", words) + "\"",
                Map.of(
                        "cmd",
                        List.of(announcer
                                .scrub("git " + String.join(" ", words))
                                .split(" "))));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        credentials.ifPresent(each -> builder.environment().putAll(each.variables()));
        builder.redirectInput(ProcessBuilder.Redirect.from(nothing()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException notStarted) {
            throw absent(notStarted);
        }
        try (InputStream out = process.getInputStream();
                InputStream err = process.getErrorStream()) {
            StringBuilder problems = new StringBuilder();
            Thread reader = Thread.ofVirtual().start(() -> problems.append(text(err)));
            String said = text(out);
            int exitCode = process.waitFor();
            reader.join();
            return new Outcome(exitCode, said, problems.toString());
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new WeirException(Diagnostic.of(DiagnosticCode.PKG_010, "interrupted"), stopped);
        } catch (IOException unreadable) {
            throw absent(unreadable);
        }
    }

    private static File nothing() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return "";
        }
    }

    /** Looked for on the PATH of the environment we were given, which need not be this process's. */
    private Path executable() {
        String path = environment.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("PATH"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        for (String folder : path.split(File.pathSeparator)) {
            for (String name : List.of("git.exe", "git")) {
                Optional<Path> found = Optional.of(Path.of(folder.isEmpty() ? "." : folder, name))
                        .filter(Files::isRegularFile)
                        .filter(Files::isExecutable);
                if (found.isPresent()) {
                    return found.get().toAbsolutePath();
                }
            }
        }
        throw absent(new IOException("not on the PATH"));
    }

    private static WeirException absent(IOException cause) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String how = system.startsWith("mac")
                ? "xcode-select --install"
                : system.startsWith("windows") ? "winget install Git.Git" : "apt install git";
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PKG_011, "git packages need git, which is not on the PATH")
                        .inWordsOfDbt("Could not find command, ensure it is in the user's PATH: \"git\"")
                        .withHint("Install git (" + how + "), or use hub, tarball or local packages."),
                cause);
    }
}
