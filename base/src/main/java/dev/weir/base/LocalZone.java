package dev.weir.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/**
 * The time zone of this machine: the JDK's answer where something was said about it, else what {@code /etc/localtime} links
 * to, which is the JDK's answer too, but without loading the rules of all zones, and for UTC of any. That costs more than
 * starting up otherwise does.
 */
public final class LocalZone {
    private static final Path LINK = Path.of("/etc/localtime");
    private static final String FOLDER = "/zoneinfo/";
    private static final Set<String> UTC =
            Set.of("UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Etc/Universal");

    private LocalZone() {}

    public static ZoneId find() {
        boolean said = System.getenv("TZ") != null
                || !System.getProperty("user.timezone", "").isEmpty();
        return said ? ZoneId.systemDefault() : linked();
    }

    private static ZoneId linked() {
        try {
            String target = Files.readSymbolicLink(LINK).toString();
            int at = target.lastIndexOf(FOLDER);
            if (at >= 0) {
                String name = target.substring(at + FOLDER.length());
                return ZoneId.of(UTC.contains(name) ? "UTC" : name);
            }
        } catch (IOException | UnsupportedOperationException | DateTimeException notThere) {
            return ZoneId.systemDefault();
        }
        return ZoneId.systemDefault();
    }
}
