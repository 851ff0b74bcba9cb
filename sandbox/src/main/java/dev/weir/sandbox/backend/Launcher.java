package dev.weir.sandbox.backend;

import dev.weir.base.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are started. PostgreSQL refuses to run as root; there the words in front make it run as
 * another user that may still enter the data folder.
 *
 * @param prefix words before the program; empty for a normal user
 */
record Launcher(List<String> prefix) {
    private static final String NOBODY = "65534";

    /** Ways to stop being root, the best first. Each keeps access to folders that only root may enter, but the last. */
    private static final List<List<String>> WAYS = List.of(
            List.of(
                    "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                    "--inh-caps=+dac_override,+dac_read_search", "--ambient-caps=+dac_override,+dac_read_search",
                    "--securebits=+no_setuid_fixup"),
            List.of(
                    "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
                    "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"),
            // A user namespace without a mapping: the process sees itself as nobody, the file system sees root.
            List.of("unshare", "--user"),
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
            List.of("runuser", "-u", "nobody", "--"));

    Launcher {
        prefix = List.copyOf(prefix);
    }

    /** The way for the current user to run a program that works in a folder. */
    static Launcher choose(Path program, Path folder) throws IOException, InterruptedException {
        if (!root()) return new Launcher(List.of());
        for (List<String> way : WAYS) {
            if (way.getFirst().equals("runuser") || way.size() == 4) handOver(folder);
            if (works(way, program, folder)) return new Launcher(way);
        }
        throw EmbeddedFailure.of(
                DiagnosticCode.MZS_001,
                "PostgreSQL cannot be started as root here",
                "PostgreSQL refuses to run as root, and none of setpriv, unshare and runuser could change the user.",
                "Run as a normal user, or install util-linux.");
    }

    List<String> command(List<String> program) {
        var command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    private static boolean root() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"));
    }

    /** Gives the folder to nobody, for the ways that do not keep root's access. */
    private static void handOver(Path folder) throws IOException {
        Files.setAttribute(folder, "unix:uid", Integer.parseInt(NOBODY));
    }

    private static boolean works(List<String> way, Path program, Path folder) throws InterruptedException {
        var command = new ArrayList<>(way);
        command.addAll(List.of(
                "/bin/sh", "-c", "test \"$(id -u)\" != 0 && test -w \"$1\" && exec \"$2\" --version", "sh",
                folder.toString(), program.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(10, TimeUnit.SECONDS)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false; // no such program here: the next way
        }
    }
}
