package dev.weir.core.engine;

import dev.weir.adapter.Adapter;
import dev.weir.adapter.Credentials;
import dev.weir.adapter.EmbeddedServer;
import dev.weir.adapter.MacroPackage;
import dev.weir.adapter.ProfileSpec;
import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.NearestName;
import dev.weir.base.WeirException;
import dev.weir.core.project.BuiltInPackage;
import dev.weir.core.project.TargetReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The adapters and embedded servers on the module path, found once. Thread-safe. */
public final class Adapters implements TargetReader {
    private final Map<String, Adapter> adapters = new LinkedHashMap<>();
    private @Nullable List<EmbeddedServer> servers;

    private Adapters() {}

    /** Finds what {@code ServiceLoader} knows. */
    public static Adapters load() {
        Adapters found = new Adapters();
        ServiceLoader.load(Adapter.class).forEach(adapter -> found.adapters.put(adapter.type(), adapter));
        return found;
    }

    /** All adapters, for {@code --version}. */
    public List<Adapter> all() {
        return List.copyOf(adapters.values());
    }

    public Adapter find(String type) {
        Adapter adapter = adapters.get(type);
        if (adapter == null) {
            throw new WeirException(Diagnostic.of(DiagnosticCode.ADP_008, "there is no adapter \"" + type + "\"")
                    .inWordsOfDbt("Could not find adapter type " + type + "!")
                    .withHint(NearestName.to(type, adapters.keySet())
                            .map(nearest -> "Did you mean \"" + nearest + "\"?")
                            .orElse("Adapters here are: " + String.join(", ", adapters.keySet()) + ".")));
        }
        return adapter;
    }

    private Adapter adapter(String type, String profileName, String targetName) {
        try {
            return find(type);
        } catch (WeirException missing) {
            Diagnostic finding = missing.diagnostic();
            throw new WeirException(
                    finding.inWordsOfDbt(invalid(profileName, targetName) + "Runtime Error\n  " + finding.message()),
                    missing);
        }
    }

    private static String invalid(String profileName, String targetName) {
        return "Credentials in profile \"" + profileName + "\", target \"" + targetName + "\" invalid: ";
    }

    public Optional<EmbeddedServer> server(String adapterType) {
        return servers().stream()
                .filter(server -> server.adapterType().equals(adapterType))
                .findFirst();
    }

    /** Looked for when first asked for: most runs need none. */
    private synchronized List<EmbeddedServer> servers() {
        List<EmbeddedServer> known = servers;
        if (known == null) {
            known = new ArrayList<>();
            ServiceLoader.load(EmbeddedServer.class).forEach(known::add);
            servers = known;
        }
        return known;
    }

    /** The adapter's type and those it falls back to. */
    List<String> chain(Adapter adapter) {
        List<String> types = new ArrayList<>();
        types.add(adapter.type());
        types.addAll(adapter.dependencies());
        return types;
    }

    /** Macro packages in order of precedence, {@code dbt} last. */
    List<MacroPackage> macroPackages(Adapter adapter) {
        List<MacroPackage> packages = new ArrayList<>();
        for (String type : chain(adapter)) {
            packages.add(find(type).macroPackage());
        }
        packages.add(MacroPackage.GLOBAL);
        return packages;
    }

    @Override
    public Reading read(String profileName, String targetName, Map<String, @Nullable Object> values) {
        Adapter adapter = adapter(String.valueOf(values.get("type")), profileName, targetName);
        Credentials credentials = credentials(adapter, profileName, targetName, values);
        List<BuiltInPackage> builtIns = new ArrayList<>();
        for (MacroPackage macros : macroPackages(adapter)) {
            builtIns.add(new BuiltInPackage(macros.name(), macros.files(), macros::read));
        }
        return new Reading(adapter.profileSpec().target(credentials), builtIns);
    }

    /** Throws {@code PRJ-009} in dbt's words when the target's values are not valid. */
    static Credentials credentials(
            Adapter adapter, String profileName, String targetName, Map<String, @Nullable Object> values) {
        return switch (adapter.profileSpec().check(values)) {
            case ProfileSpec.Outcome.Valid valid -> valid.credentials();
            case ProfileSpec.Outcome.Invalid invalid ->
                throw new WeirException(Diagnostic.of(
                                DiagnosticCode.PRJ_009,
                                "target \"" + targetName + "\" of profile \"" + profileName + "\" is not valid")
                        .inWordsOfDbt(invalid(profileName, targetName) + invalid.message()));
        };
    }
}
