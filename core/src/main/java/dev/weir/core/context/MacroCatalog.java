package dev.weir.core.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every macro of the project and its packages, found as dbt finds them: by bare name the caller's package first, then the
 * root project, then the built-in packages; by {@code package.name}; and by dispatch. Immutable and thread-safe. Source:
 * dbt docs, "dispatch"; recorded cases.
 */
public final class MacroCatalog {
    /** The namespace all built-in packages answer to. */
    static final String BUILT_IN = "dbt";

    private final String rootProject;
    private final Set<String> builtInPackages;
    private final List<String> adapterPrefixes;
    private final Map<String, List<String>> dispatchOrder;
    private final Map<String, Map<String, MacroEntry>> byPackage;
    private final Map<String, MacroEntry> builtIns;
    private final Map<String, MacroEntry> byUniqueId;

    /**
     * @param builtInPackages in order of precedence: the adapter's own first, {@code dbt} last
     * @param adapterTypes the adapter's type and those it falls back to: {@code materialize, postgres}
     * @param dispatchOrder {@code dispatch:} of the root project: namespace to packages searched
     */
    public MacroCatalog(
            String rootProject,
            List<String> builtInPackages,
            List<String> adapterTypes,
            Map<String, List<String>> dispatchOrder,
            Collection<MacroEntry> macros) {
        this.rootProject = rootProject;
        this.builtInPackages = Set.copyOf(builtInPackages);
        this.dispatchOrder = Map.copyOf(dispatchOrder);
        List<String> prefixes = new ArrayList<>(adapterTypes);
        prefixes.add("default");
        adapterPrefixes = List.copyOf(prefixes);
        byPackage = new LinkedHashMap<>();
        byUniqueId = HashMap.newHashMap(macros.size());
        for (MacroEntry entry : macros) {
            byPackage
                    .computeIfAbsent(entry.macro().packageName(), _ -> new LinkedHashMap<>())
                    .put(entry.name(), entry);
            byUniqueId.put(entry.uniqueId(), entry);
        }
        builtIns = new HashMap<>();
        for (String name : builtInPackages) {
            byPackage.getOrDefault(name, Map.of()).forEach(builtIns::putIfAbsent);
        }
    }

    public String rootProject() {
        return rootProject;
    }

    public Collection<MacroEntry> all() {
        return byUniqueId.values();
    }

    public Optional<MacroEntry> byUniqueId(String uniqueId) {
        return Optional.ofNullable(byUniqueId.get(uniqueId));
    }

    /** The macro a bare name means to a node of the given package. */
    public Optional<MacroEntry> find(String name, String callingPackage) {
        MacroEntry found = builtInPackages.contains(callingPackage) ? null : in(callingPackage, name);
        if (found == null) {
            found = in(rootProject, name);
        }
        if (found == null) {
            found = builtIns.get(name);
        }
        return Optional.ofNullable(found);
    }

    /** The macro {@code package.name} means; {@code dbt} stands for all built-in packages. */
    public Optional<MacroEntry> findIn(String packageName, String name) {
        return Optional.ofNullable(builtInPackages.contains(packageName) ? builtIns.get(name) : in(packageName, name));
    }

    /**
     * The macro a method of the adapter stands on: the root project's, else that of the last package that has one, else the
     * built-in one.
     */
    public Optional<MacroEntry> findForAdapter(String name) {
        MacroEntry found = in(rootProject, name);
        if (found == null) {
            for (Map.Entry<String, Map<String, MacroEntry>> each : byPackage.entrySet()) {
                MacroEntry candidate = builtInPackages.contains(each.getKey())
                        ? null
                        : each.getValue().get(name);
                found = candidate != null ? candidate : found;
            }
        }
        return Optional.ofNullable(found != null ? found : builtIns.get(name));
    }

    public boolean builtIn(String packageName) {
        return builtInPackages.contains(packageName);
    }

    /** The names of a package's macros; {@code dbt} has those of all built-in packages. */
    Set<String> namesIn(String packageName) {
        return builtInPackages.contains(packageName)
                ? builtIns.keySet()
                : byPackage.getOrDefault(packageName, Map.of()).keySet();
    }

    private @Nullable MacroEntry in(String packageName, String name) {
        Map<String, MacroEntry> macros = byPackage.get(packageName);
        return macros == null ? null : macros.get(name);
    }

    /** Whether a package of this name has macros: then the bare name is a namespace in templates. */
    public boolean hasPackage(String name) {
        return byPackage.containsKey(name);
    }

    /** What a dispatch found, or every name it looked for. */
    public sealed interface Dispatched {
        record Found(MacroEntry macro) implements Dispatched {}

        /** @param searched {@code "'shop.postgres__x'"}, in order */
        record Missing(List<String> searched) implements Dispatched {}
    }

    /**
     * The implementation of a macro for the adapter in force.
     *
     * @param namespace the package whose macro is dispatched; empty: as a bare name
     */
    public Dispatched dispatch(String name, Optional<String> namespace, String callingPackage) {
        List<String> searched = new ArrayList<>();
        for (String packageName : searchOrder(namespace)) {
            for (String prefix : adapterPrefixes) {
                String wanted = prefix + "__" + name;
                Optional<MacroEntry> found =
                        packageName.isEmpty() ? find(wanted, callingPackage) : findIn(packageName, wanted);
                if (found.isPresent()) {
                    return new Dispatched.Found(found.get());
                }
                searched.add(packageName.isEmpty() ? "'" + wanted + "'" : "'" + packageName + "." + wanted + "'");
            }
        }
        return new Dispatched.Missing(searched);
    }

    private List<String> searchOrder(Optional<String> namespace) {
        if (namespace.isEmpty()) {
            return List.of("");
        }
        List<String> configured = dispatchOrder.get(namespace.get());
        return configured != null ? configured : List.of(rootProject, namespace.get());
    }

    /**
     * The macro of a materialization: the one for the nearest adapter wins, the root project before packages before
     * built-ins. Empty when nobody defines it. Source: dbt docs, behaviour change "Package override for built-in
     * materialization".
     *
     * @param packagesReplace whether a package may replace a built-in one, as the root project may
     */
    public Optional<MacroEntry> materialization(String name, boolean packagesReplace) {
        boolean builtIn = !packagesReplace && builtInMaterialization(name);
        for (String prefix : adapterPrefixes) {
            String wanted = "materialization_" + name + "_" + prefix;
            MacroEntry found = in(rootProject, wanted);
            if (found == null && !builtIn) {
                found = inPackages(wanted);
            }
            if (found == null) {
                found = builtIns.get(wanted);
            }
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Whether dbt or the adapter has a materialization of this name. */
    public boolean builtInMaterialization(String name) {
        for (String prefix : adapterPrefixes) {
            if (builtIns.containsKey("materialization_" + name + "_" + prefix)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable MacroEntry inPackages(String name) {
        for (Map.Entry<String, Map<String, MacroEntry>> each : byPackage.entrySet()) {
            MacroEntry found = each.getValue().get(name);
            if (found != null && !builtInPackages.contains(each.getKey())) {
                return found;
            }
        }
        return null;
    }
}
