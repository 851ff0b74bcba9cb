package dev.weir.packages;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.core.event.Level;
import dev.weir.core.project.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A hub of packages: an index of names, and a document for each. {@code DBT_PACKAGE_HUB_URL} names another one. Each document
 * is asked for once. Thread-safe. Source: the requests the reference makes.
 */
final class Hub {
    private static final String DEFAULT = "https://hub.getdbt.com/";
    private static final int NOT_FOUND = 404;

    private final Downloads downloads;
    private final Announcer announcer;
    private final Executor executor;
    private final String base;
    private final Map<String, CompletableFuture<HubPackage>> documents = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<List<String>>> index = new ConcurrentHashMap<>();

    Hub(Downloads downloads, Map<String, String> environment, Announcer announcer, Executor executor) {
        this.downloads = downloads;
        this.announcer = announcer;
        this.executor = executor;
        String url = environment.getOrDefault("DBT_PACKAGE_HUB_URL", DEFAULT);
        base = (url.endsWith("/") ? url : url + "/") + "api/v1/";
    }

    /** Starts to ask for a package. */
    void foresee(String name) {
        CompletableFuture<HubPackage> _ = document(name);
    }

    /** Starts to ask for the index. */
    void foreseeIndex() {
        CompletableFuture<List<String>> _ = index();
    }

    /** Whether a package's document has been asked for in this run. */
    boolean asked(String name) {
        return documents.containsKey(name);
    }

    /** @throws WeirException {@code PKG-004} when the hub does not list it */
    HubPackage listed(PackageEntry entry) {
        String name = entry.location();
        List<String> names = await(index());
        if (!names.contains(name)) {
            throw unknown(entry, names);
        }
        return find(name);
    }

    /** The package, listed or not. */
    HubPackage find(String name) {
        return await(document(name));
    }

    private CompletableFuture<HubPackage> document(String name) {
        return documents.computeIfAbsent(
                name,
                _ -> CompletableFuture.supplyAsync(() -> HubPackage.of(name, read(name + ".json", false)), executor));
    }

    private CompletableFuture<List<String>> index() {
        return index.computeIfAbsent("", _ -> CompletableFuture.supplyAsync(this::readIndex, executor));
    }

    private List<String> readIndex() {
        if (!(read("index.json", true) instanceof List<?> list)) {
            throw odd(base + "index.json", "it is no list of names");
        }
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(String.valueOf(each)));
        return names;
    }

    private Object read(String path, boolean ofIndex) {
        String address = base + path;
        String event = ofIndex ? "RegistryIndexProgressGET" : "RegistryProgressGET";
        announcer.say(
                Level.DEBUG,
                event + "Request",
                ofIndex ? "M022" : "M008",
                "Making package" + (ofIndex ? " index" : "") + " registry request: GET " + address,
                Map.of("url", address));
        String text;
        try {
            text = downloads.text(address);
        } catch (Downloads.Refused refused) {
            if (refused.status() == NOT_FOUND && !ofIndex) {
                throw new WeirException(
                        Diagnostic.of(DiagnosticCode.PKG_004, "the hub has no \"" + path.replace(".json", "") + "\"")
                                .inWordsOfDbt("External connection exception occurred: " + refused.getMessage()),
                        refused);
            }
            throw Downloads.failed(address, refused);
        }
        announcer.say(
                Level.DEBUG,
                event + "Response",
                ofIndex ? "M023" : "M009",
                "Response from registry" + (ofIndex ? " index" : "") + ": GET " + address + " 200",
                Map.of("resp_code", 200L, "url", address));
        try {
            return Optional.ofNullable(JsonText.parse(text)).orElse("");
        } catch (WeirException noJson) {
            throw odd(address, noJson.diagnostic().message());
        }
    }

    static WeirException odd(String address, String why) {
        return new WeirException(
                Diagnostic.of(DiagnosticCode.PKG_017, "the answer of \"" + address + "\" cannot be understood: " + why)
                        .inWordsOfDbt("External connection exception occurred: " + why)
                        .withHint("Is DBT_PACKAGE_HUB_URL the address of a hub?"));
    }

    private static WeirException unknown(PackageEntry entry, List<String> names) {
        String name = entry.location();
        Diagnostic diagnostic =
                entry.locate(Diagnostic.of(DiagnosticCode.PKG_004, "the hub has no package \"" + name + "\"")
                        .inWordsOfDbt("Package " + name + " was not found in the package index"));
        return new WeirException(NearestName.to(name, names)
                .or(() -> sameName(name, names))
                .map(near -> diagnostic.withHint("Did you mean \"" + near + "\"?"))
                .orElse(diagnostic));
    }

    /** A package of another owner with the same name. */
    private static Optional<String> sameName(String name, List<String> names) {
        String last = name.substring(name.lastIndexOf('/'));
        return names.stream().filter(each -> each.endsWith(last)).findFirst();
    }

    private static <T> T await(CompletableFuture<T> future) {
        return Fetcher.await(future);
    }
}
