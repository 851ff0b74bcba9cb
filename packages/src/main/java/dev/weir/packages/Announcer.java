package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.core.event.Events;
import dev.weir.core.event.FindingEvent;
import dev.weir.core.event.Level;
import dev.weir.core.event.OutputEvent;
import dev.weir.jinja.value.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what {@code deps} does, in the reference's events and words, with secrets replaced by stars. Thread-safe. */
final class Announcer {
    private static final String SECRET_PREFIX = "DBT_ENV_SECRET_";
    private static final String STARS = "*****";

    private final Events events;
    private final Set<String> secrets = new LinkedHashSet<>();

    Announcer(Events events, Map<String, String> environment) {
        this.events = events;
        environment.forEach((name, value) -> {
            if (name.startsWith(SECRET_PREFIX) && !value.isBlank()) {
                secrets.add(value);
            }
        });
    }

    void say(Level level, String name, String code, String text, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> scrubbed = new LinkedHashMap<>();
        fields.forEach((key, value) -> scrubbed.put(key, value instanceof String each ? scrub(each) : value));
        events.emit(new OutputEvent.PackageLine(name, code, level, scrub(text), scrubbed));
    }

    void nothingFound() {
        say(Level.INFO, "DepsNoPackagesFound", "M013", "Warning: No packages were found in packages.yml", Map.of());
    }

    void folder(String path) {
        say(
                Level.DEBUG,
                "DepsSetDownloadDirectory",
                "M028",
                "Set downloads directory='" + path + "'",
                Map.of("path", path));
    }

    void locking(String path) {
        String text = "Updating lock file in file path: " + path;
        say(Level.INFO, "DepsLockUpdating", "M031", text, Map.of("lock_filepath", path));
    }

    void installing(Pin pin) {
        say(
                Level.INFO,
                "DepsStartPackageInstall",
                "M014",
                "Installing " + pin.shown(),
                Map.of("package_name", pin.shown()));
    }

    void installed(Pin pin) {
        String version = pin.shownVersion();
        say(Level.INFO, "DepsInstallInfo", "M015", "Installed from " + version, Map.of("version_name", version));
    }

    void newest(String version) {
        String text = "Updated version available: " + version;
        say(Level.INFO, "DepsUpdateAvailable", "M016", text, Map.of("version_latest", version));
    }

    void upToDate() {
        say(Level.INFO, "DepsUpToDate", "M017", "Up to date!", Map.of());
    }

    void updatesFor(List<String> packages) {
        say(Level.INFO, "Formatting", "Z017", "", Map.of("msg", ""));
        String text = "Updates available for packages: " + Values.repr(Values.fromData(packages))
                + " \nUpdate your versions in packages.yml, then run dbt deps";
        say(Level.INFO, "DepsNotifyUpdatesAvailable", "M019", text, Map.of("packages", packages));
    }

    void unpinned(PackageEntry entry, String revision) {
        String address = scrub(entry.location());
        String how = revision.equals("HEAD")
                ? "not pinned, using HEAD (default branch)"
                : "pinned to the \"" + revision + "\" branch";
        Diagnostic finding = Diagnostic.of(DiagnosticCode.PKG_019, "git package \"" + address + "\" is not pinned")
                .inWordsOfDbt("WARNING: The git package \"" + address + "\" \n\tis " + how
                        + ".\n\tThis can introduce breaking changes into your project without warning!\n\nSee"
                        + " https://docs.getdbt.com/docs/package-management#section-specifying-package-versions");
        events.emit(new FindingEvent.Warning(
                "DepsUnpinned", "M029", entry.locate(finding), Map.of("git", address, "revision", revision)));
    }

    void moved(PackageEntry entry, String newName) {
        String old = entry.location();
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PKG_020, "package \"" + old + "\" has moved to \"" + newName + "\"")
                .inWordsOfDbt("Deprecated functionality\nThe `" + old + "` package is deprecated in favor of `"
                        + newName + "`. Please update\nyour `packages.yml` configuration to use `" + newName
                        + "` instead.");
        events.emit(new FindingEvent.Warning(
                "PackageRedirectDeprecation",
                "D001",
                entry.locate(finding),
                Map.of("new_name", newName, "old_name", old)));
    }

    void anotherSum(String address, String announced, String found) {
        Diagnostic finding = Diagnostic.of(
                        DiagnosticCode.PKG_013, "archive \"" + scrub(address) + "\" is not the announced one")
                .withDetail("The hub says SHA-1 " + announced + ", the archive has " + found + ".")
                .withHint(
                        "Hosts pack archives anew at times; if this one should not have changed, look at what it holds.");
        events.emit(FindingEvent.Warning.of(finding));
    }

    String scrub(String text) {
        String scrubbed = text;
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, STARS);
        }
        return scrubbed;
    }

    /** The same failure without secrets. */
    WeirException scrub(WeirException failed) {
        if (secrets.isEmpty()) {
            return failed;
        }
        List<Diagnostic> scrubbed = new ArrayList<>();
        for (Diagnostic each : failed.diagnostics()) {
            scrubbed.add(new Diagnostic(
                    each.code(),
                    scrub(each.primary()),
                    each.headline()
                            .map(words -> new Diagnostic.Headline(
                                    words.kind(), words.subject().map(this::scrub), scrub(words.message()))),
                    each.span(),
                    each.detail().map(this::scrub),
                    each.hint().map(this::scrub),
                    each.missing()));
        }
        return new WeirException(scrubbed);
    }
}
