package dev.weir.cli;

import dev.weir.adapter.EmbeddedServer;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code sandbox start --detach}: this program once more, as a process of its own that outlives the terminal. */
final class DetachedSandbox {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Task task;
    private final EmbeddedServer sandbox;
    private final Path folder;

    DetachedSandbox(Task task, EmbeddedServer sandbox, Path folder) {
        this.task = task;
        this.sandbox = sandbox;
        this.folder = folder;
    }

    /** Starts it and waits until it answers. */
    EmbeddedServer.Found start(OptionalInt port) {
        Path log = folder.resolve("sandbox.log");
        try {
            Files.createDirectories(folder);
            ProcessBuilder apart = new ProcessBuilder(command(port));
            apart.environment().put("DBT_USE_COLORS", "false"); // what it says goes to a file
            Process process = apart.directory(
                            task.surroundings().workingFolder().toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (process.isAlive() && System.nanoTime() < deadline) {
                Optional<EmbeddedServer.Found> found = sandbox.find(folder);
                if (found.isPresent()) {
                    return found.get();
                }
                Thread.sleep(20);
            }
            process.destroy();
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_001, "the sandbox could not be started")
                    .withDetail(Files.readString(log).strip())
                    .withHint("See " + log + "."));
        } catch (IOException failed) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_001, "the sandbox could not be started")
                    .withDetail(String.valueOf(failed.getMessage())));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new WeirException(Diagnostic.of(DiagnosticCode.MZS_001, "the start was interrupted"));
        }
    }

    private List<String> command(OptionalInt port) throws IOException {
        List<String> command = new ArrayList<>();
        Path setsid = Path.of("/usr/bin/setsid");
        if (Files.isExecutable(setsid)) {
            command.add(setsid.toString());
        }
        command.addAll(machine());
        List<String> words = new ArrayList<>(task.words());
        words.remove("--detach");
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("--port")) {
                words.subList(i, Math.min(i + 2, words.size())).clear();
            } else if (words.get(i).startsWith("--port=")) {
                words.remove(i);
            }
        }
        command.addAll(words);
        port.ifPresent(number -> command.addAll(List.of("--port", Integer.toString(number))));
        return command;
    }

    /** This process's own words up to the class it runs. */
    private static List<String> machine() throws IOException {
        ProcessHandle.Info self = ProcessHandle.current().info();
        String java = self.command()
                .orElse(Path.of(System.getProperty("java.home", ""), "bin", "java")
                        .toString());
        List<String> arguments = arguments(self);
        String main = Main.class.getName();
        int at = arguments.indexOf(main);
        if (at < 0) {
            return List.of(java, "-cp", System.getProperty("java.class.path", ""), main);
        }
        List<String> machine = new ArrayList<>(List.of(java));
        for (String argument : arguments.subList(0, at + 1)) {
            machine.add(argument.startsWith("-Dweir.tty=") ? "-Dweir.tty=" : argument);
        }
        return machine;
    }

    /** As the system tells them; Java's own way leaves out what is long. */
    private static List<String> arguments(ProcessHandle.Info self) throws IOException {
        Path told = Path.of("/proc/self/cmdline");
        if (Files.exists(told)) {
            List<String> words =
                    List.of(Files.readString(told, StandardCharsets.UTF_8).split("\0", -1));
            return words.subList(1, words.size());
        }
        return List.of(self.arguments().orElse(new String[0]));
    }
}
