package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;
import dev.weir.jinja.value.Values;
import dev.weir.packages.PackageEntry.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked for, with what that asks for in turn ⇒ one pin for each package. Packages keep the order in which they were
 * first asked for, level by level. Source: recorded cases.
 */
final class Resolver {
    private static final Set<String> MOVING = Set.of("HEAD", "main", "master");

    private final Hub hub;
    private final Fetcher fetcher;
    private final Announcer announcer;
    private final DepsRequest request;
    private final Map<String, Wanted> all = new LinkedHashMap<>();
    private final Set<String> warned = new HashSet<>();

    Resolver(Hub hub, Fetcher fetcher, Announcer announcer, DepsRequest request) {
        this.hub = hub;
        this.fetcher = fetcher;
        this.announcer = announcer;
        this.request = request;
    }

    /** A package and the entry that first asked for it. */
    record Resolved(PackageEntry entry, Pin pin) {}

    /** One package with everything that is asked of it. */
    private static final class Wanted {
        private final List<PackageEntry> entries = new ArrayList<>();
        private final Set<String> neededBy = new LinkedHashSet<>();
        private Optional<Resolved> resolved = Optional.empty();

        PackageEntry first() {
            return entries.getFirst();
        }
    }

    /**
     * Chooses versions.
     *
     * @throws WeirException {@code PKG-…} when a package cannot be found or nothing meets all conditions
     */
    List<Resolved> resolve(List<PackageEntry> asked) {
        Map<String, Set<String>> level = new LinkedHashMap<>();
        want(asked, Set.of(), level);
        while (!level.isEmpty()) {
            Map<String, Set<String>> next = new LinkedHashMap<>();
            for (String key : level.keySet()) {
                fetcher.foresee(wanted(key).first());
            }
            for (Map.Entry<String, Set<String>> each : level.entrySet()) {
                visit(each.getKey(), next);
            }
            level = next;
        }
        List<Resolved> resolved = new ArrayList<>();
        all.values().forEach(wanted -> resolved.add(wanted.resolved.orElseThrow()));
        return resolved;
    }

    private void visit(String key, Map<String, Set<String>> next) {
        Wanted wanted = wanted(key);
        Pin pin = pin(wanted);
        Fetcher.Contents contents = contents(wanted.first(), pin);
        Resolved resolved = new Resolved(wanted.first(), pin.named(contents.name()));
        if (wanted.resolved.equals(Optional.of(resolved))) {
            return;
        }
        wanted.resolved = Optional.of(resolved);
        Set<String> chain = new LinkedHashSet<>(wanted.neededBy);
        chain.add(key);
        want(contents.needs(), chain, next);
    }

    private Wanted wanted(String key) {
        return java.util.Objects.requireNonNull(all.get(key));
    }

    private void want(List<PackageEntry> entries, Set<String> neededBy, Map<String, Set<String>> level) {
        for (PackageEntry entry : entries) {
            String key = key(entry);
            if (neededBy.contains(key)) {
                throw circle(entry, key, neededBy);
            }
            Wanted wanted = all.computeIfAbsent(key, _ -> new Wanted());
            if (!wanted.entries.isEmpty() && wanted.first().kind() != entry.kind()) {
                throw new WeirException(entry.locate(Diagnostic.of(
                        DiagnosticCode.PKG_006, "\"" + entry.location() + "\" is asked for in two ways")));
            }
            wanted.entries.add(entry);
            wanted.neededBy.addAll(neededBy);
            level.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(neededBy);
        }
    }

    /** What two entries for the same package have in common. */
    private static String key(PackageEntry entry) {
        String location = entry.location();
        if (entry.kind() == Kind.GIT && location.endsWith(".git")) {
            location = location.substring(0, location.length() - ".git".length());
        }
        return location;
    }

    private static WeirException circle(PackageEntry entry, String key, Set<String> chain) {
        List<String> circle = new ArrayList<>(chain);
        circle = new ArrayList<>(circle.subList(circle.indexOf(key), circle.size()));
        circle.add(key);
        return new WeirException(entry.locate(Diagnostic.of(
                        DiagnosticCode.PKG_012, "packages need each other in a circle: " + String.join(" → ", circle))
                .withHint("One of them has to stop needing the other; dbt tries for ever.")));
    }

    private Pin pin(Wanted wanted) {
        PackageEntry first = wanted.first();
        return switch (first.kind()) {
            case LOCAL, TARBALL -> Pin.of(first, Optional.empty());
            case GIT, PRIVATE -> gitPin(wanted);
            case HUB -> hubPin(wanted);
        };
    }

    private Fetcher.Contents contents(PackageEntry entry, Pin pin) {
        if (pin.kind() != Kind.HUB) {
            return fetcher.contents(entry, pin);
        }
        HubPackage.Release release = java.util.Objects.requireNonNull(
                hub.find(pin.location()).releases().get(pin.version().orElse("")));
        return new Fetcher.Contents(Fetcher.folderName(release.projectName(), entry), release.needs());
    }

    private Pin gitPin(Wanted wanted) {
        PackageEntry first = wanted.first();
        Set<String> revisions = new LinkedHashSet<>();
        boolean warn = true;
        for (PackageEntry entry : wanted.entries) {
            entry.text("revision").ifPresent(revisions::add);
            warn &= entry.on("warn-unpinned", true);
        }
        if (revisions.size() > 1) {
            throw new WeirException(first.locate(Diagnostic.of(
                            DiagnosticCode.PKG_006,
                            "git package \"" + first.location() + "\" is asked for in two revisions")
                    .inWordsOfDbt("git dependencies should contain exactly one version. " + first.location()
                            + " contains: " + reprSet(revisions))));
        }
        String revision =
                revisions.isEmpty() ? GitCheckout.NEWEST : revisions.iterator().next();
        GitCheckout checkout = fetcher.checkedOut(first, revision);
        if (warn && MOVING.contains(revision) && warned.add(first.location())) {
            announcer.unpinned(first, revision);
        }
        return Pin.of(first, Optional.of(checkout.commit()));
    }

    private static String reprSet(Set<String> texts) {
        String list = Values.repr(Values.fromData(new ArrayList<>(texts)));
        return "{" + list.substring(1, list.length() - 1) + "}";
    }

    private Pin hubPin(Wanted wanted) {
        PackageEntry first = wanted.first();
        HubPackage found = hub.listed(first);
        found.movedTo().filter(_ -> warned.add(first.location())).ifPresent(name -> announcer.moved(first, name));
        List<VersionBound> bounds = bounds(wanted);
        VersionRange range = VersionRange.of(bounds).orElseThrow(() -> conflict(first, bounds));
        boolean early = bounds.stream().anyMatch(bound -> bound.version().early())
                || wanted.entries.stream().anyMatch(entry -> entry.on("install_prerelease", false));
        List<String> installable = installable(found, early);
        Optional<String> chosen = Optional.empty();
        for (String version : installable) {
            if (SemanticVersion.parse(version).filter(range::holds).isPresent()) {
                chosen = Optional.of(version);
            }
        }
        return Pin.of(first, Optional.of(chosen.orElseThrow(() -> noMatch(first, range, installable, found))));
    }

    private static List<VersionBound> bounds(Wanted wanted) {
        List<VersionBound> bounds = new ArrayList<>();
        for (PackageEntry entry : wanted.entries) {
            for (String text : entry.versions()) {
                bounds.add(VersionBound.parse(text)
                        .orElseThrow(() -> new WeirException(entry.locate(Diagnostic.of(
                                        DiagnosticCode.PKG_003,
                                        "version \"" + text + "\" of \"" + entry.location() + "\" cannot be read")
                                .inWordsOfDbt("\"" + text + "\" is not a valid semantic version.")
                                .withHint(
                                        text.contains(",")
                                                ? "Write several conditions as a list: [\">=1.0.0\", \"<2.0.0\"]."
                                                : "Write three numbers, as in 1.0.0 or \">=1.0.0\".")))));
            }
        }
        return bounds;
    }

    private List<String> installable(HubPackage found, boolean early) {
        Optional<SemanticVersion> dbt =
                request.versionCheck() ? SemanticVersion.parse(request.dbtVersion()) : Optional.empty();
        return found.versions(dbt).stream()
                .filter(text ->
                        early || !SemanticVersion.parse(text).orElseThrow().early())
                .toList();
    }

    /** The newest version that could be installed in place of a pin's. */
    Optional<String> newest(Resolved resolved) {
        boolean early = resolved.entry().on("install_prerelease", false)
                || resolved.pin()
                        .version()
                        .flatMap(SemanticVersion::parse)
                        .filter(SemanticVersion::early)
                        .isPresent();
        List<String> installable = installable(hub.find(resolved.pin().location()), early);
        return installable.isEmpty() ? Optional.empty() : Optional.of(installable.getLast());
    }

    private static WeirException conflict(PackageEntry entry, List<VersionBound> bounds) {
        String options = Values.repr(Values.fromData(
                new ArrayList<>(bounds.stream().map(VersionBound::toString).toList())));
        return new WeirException(entry.locate(
                Diagnostic.of(DiagnosticCode.PKG_006, "no version of \"" + entry.location() + "\" meets all conditions")
                        .inWordsOfDbt("Version error for package " + entry.location()
                                + ": Could not find a satisfactory version from options: " + options)));
    }

    private WeirException noMatch(PackageEntry entry, VersionRange range, List<String> installable, HubPackage found) {
        String text = "Could not find a matching compatible version for package " + entry.location()
                + "\n  Requested range: " + range + "\n  Compatible versions: "
                + Values.repr(Values.fromData(new ArrayList<>(installable))) + "\n";
        if (request.versionCheck()) {
            text += "\n  Not shown: package versions incompatible with installed version of dbt-core"
                    + "\n  To include them, run 'dbt --no-version-check deps'";
        }
        Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.PKG_005, "no version of \"" + entry.location() + "\" fits")
                .inWordsOfDbt(text);
        List<String> others = found.versions(Optional.empty()).stream()
                .filter(version -> !installable.contains(version)
                        && SemanticVersion.parse(version).filter(range::holds).isPresent())
                .toList();
        if (!others.isEmpty()) {
            diagnostic = diagnostic.withDetail("There is " + String.join(", ", others)
                    + ": a prerelease (install_prerelease: true takes those) or made for another dbt.");
        }
        return new WeirException(entry.locate(diagnostic));
    }

    static WeirException noSuchVersion(PackageEntry entry, String version) {
        return new WeirException(entry.locate(Diagnostic.of(
                        DiagnosticCode.PKG_005,
                        "the hub has no version " + version + " of \"" + entry.location() + "\"")
                .withHint("Choose versions again: weir deps --upgrade")));
    }
}
