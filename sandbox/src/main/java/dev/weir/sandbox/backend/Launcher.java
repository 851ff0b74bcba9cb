package dev.weir.sandbox.backend;

import dev.weir.base.DiagnosticCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are started. PostgreSQL refuses to run as root; there the words in front make it run as
 * another user that may still enter the data folder.
 *
 * @param prefix words before the program; empty for a normal user
 * @param owner whom files it must read have to belong to; empty when it can read them anyway
 */
record Launcher(List<String> prefix, Optional<Integer> owner) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    /** For users without a name, which initdb refuses: they become nobody inside a user namespace of their own. */
    private static final List<String> NAMELESS =
            List.of("unshare", "--user", "--map-user=" + NOBODY, "--map-group=" + NOBODY);

    /** A user namespace without a mapping: the process sees itself as nobody, the file system sees root. */
    private static final List<String> UNMAPPED = List.of("unshare", "--user");

    Launcher {
        prefix = List.copyOf(prefix);
    }

    /** The way for the current user to run a program that works in a folder, with data that may be there already. */
    static Launcher choose(Path program, Path folder, Path data) throws IOException, InterruptedException {
        Optional<Integer> user = owner(Path.of("/proc/self"));
        if (user.isEmpty() || user.get() != ROOT) {
            boolean nameless = user.isPresent() && !named(user.get()) && works(NAMELESS, program, folder);
            return new Launcher(nameless ? NAMELESS : List.of(), Optional.empty());
        }
        return insteadOfRoot(program, folder, data);
    }

    private static Launcher insteadOfRoot(Path program, Path folder, Path data)
            throws IOException, InterruptedException {
        Optional<Integer> ownerOfData = owner(data);
        boolean ofRoot = ownerOfData.isPresent() && ownerOfData.get() == ROOT;
        if (ofRoot && works(UNMAPPED, program, folder)) return new Launcher(UNMAPPED, Optional.empty());
        if (ofRoot) give(data, NOBODY);
        int user = ofRoot ? NOBODY : ownerOfData.orElse(NOBODY);
        List<String> change = List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups");
        for (String capabilities : List.of("+dac_override,+dac_read_search", "+dac_override")) {
            var keepingAccess = new ArrayList<>(change);
            keepingAccess.add("--inh-caps=" + capabilities);
            keepingAccess.add("--ambient-caps=" + capabilities);
            keepingAccess.add("--securebits=+no_setuid_fixup"); // or access(2) would ignore the capabilities
            if (works(keepingAccess, program, folder)) return new Launcher(keepingAccess, Optional.empty());
        }
        if (ownerOfData.isEmpty() && works(UNMAPPED, program, folder)) return new Launcher(UNMAPPED, Optional.empty());
        Files.setAttribute(folder, "unix:uid", user);
        for (List<String> way : List.of(change, List.of("runuser", "-u", "nobody", "--"))) {
            if (works(way, program, folder)) return new Launcher(way, Optional.of(user));
        }
        throw EmbeddedFailure.of(
                DiagnosticCode.MZS_001,
                "PostgreSQL cannot be started as root here",
                "PostgreSQL refuses to run as root, and none of setpriv, unshare and runuser could change the user.",
                "Run as a normal user, install util-linux, or use a data folder that every user can reach.");
    }

    List<String> command(List<String> program) {
        var command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    /** Makes a file of ours readable for the program. */
    void lend(Path file) throws IOException {
        if (owner.isPresent()) Files.setAttribute(file, "unix:uid", owner.get());
    }

    /** The number of a file's owner; empty where there is no such file or number (macOS without /proc). */
    private static Optional<Integer> owner(Path file) throws IOException {
        if (!Files.exists(file)) return Optional.empty();
        return Files.getAttribute(file, "unix:uid") instanceof Integer uid ? Optional.of(uid) : Optional.empty();
    }

    private static void give(Path folder, int user) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.toList()) Files.setAttribute(path, "unix:uid", user);
        }
    }

    /** Whether the user has a name; in containers started with a bare number it has none. */
    private static boolean named(int user) throws IOException, InterruptedException {
        for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
            String[] fields = line.split(":", 4);
            if (fields.length > 2 && fields[2].equals(Integer.toString(user))) return true;
        }
        return exitsCleanly(List.of("id", "-un"));
    }

    private static boolean works(List<String> way, Path program, Path folder) throws InterruptedException {
        var command = new ArrayList<>(way);
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                "test \"$(id -u)\" != 0 && test -w \"$1\" && exec \"$2\" --version",
                "sh",
                folder.toString(),
                program.toString()));
        return exitsCleanly(command);
    }

    private static boolean exitsCleanly(List<String> command) throws InterruptedException {
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
