package dev.weir.packages;

import dev.weir.packages.PackageEntry.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One package in exactly one version.
 *
 * @param location a path, an address, or {@code owner/name}
 * @param written the location as the lock file keeps it: with its Jinja where that holds a secret
 * @param version a hub's version or a git commit; empty for other kinds
 * @param name its project's name, which is its folder's; empty where only its files can tell
 */
record Pin(
        Kind kind,
        String location,
        String written,
        Optional<String> version,
        Optional<String> subdirectory,
        Optional<String> provider,
        Optional<String> sha256,
        Optional<String> name) {
    private static final String SECRET = "DBT_ENV_SECRET_";

    /** What an entry asks for, in a version that was found. */
    static Pin of(PackageEntry entry, Optional<String> version) {
        String written = entry.writtenText(entry.kind().key())
                .filter(text -> text.contains(SECRET))
                .orElse(entry.location());
        return new Pin(
                entry.kind(),
                entry.location(),
                written,
                version,
                entry.text("subdirectory"),
                entry.text("provider"),
                entry.text("sha256"),
                entry.text("name"));
    }

    Pin named(String newName) {
        return new Pin(kind, location, written, version, subdirectory, provider, sha256, Optional.of(newName));
    }

    /** As the line {@code Installing …} shows it. */
    String shown() {
        return switch (kind) {
            case LOCAL, HUB -> location;
            case TARBALL -> name.orElse(location);
            case GIT, PRIVATE ->
                location + subdirectory.map(folder -> "/" + folder).orElse("");
        };
    }

    /** As the line {@code Installed from …} shows it. */
    String shownVersion() {
        return switch (kind) {
            case LOCAL -> "<local @ " + location + ">";
            case HUB -> "version " + version.orElse("");
            case TARBALL -> "tarball (url: " + location + ")";
            case GIT, PRIVATE ->
                "revision " + version.orElse("")
                        + subdirectory
                                .map(folder -> "\nand subdirectory " + folder)
                                .orElse("");
        };
    }

    /** Its entry in the lock file. */
    Map<String, @Nullable Object> locked() {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put(kind.key(), written);
        name.ifPresent(text -> entry.put("name", text));
        provider.ifPresent(text -> entry.put("provider", text));
        sha256.ifPresent(text -> entry.put("sha256", text));
        subdirectory.ifPresent(text -> entry.put("subdirectory", text));
        version.ifPresent(text -> entry.put(kind == Kind.HUB ? "version" : "revision", text));
        return entry;
    }

    /** Tells an installed folder of this pin from any other; reveals no secret. */
    String mark() {
        return kind.key() + " "
                + LockFile.sha(
                        "SHA-256",
                        String.join("\n", location, version.orElse(""), subdirectory.orElse(""), sha256.orElse("")));
    }
}
