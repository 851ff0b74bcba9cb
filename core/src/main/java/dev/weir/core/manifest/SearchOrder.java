package dev.weir.core.manifest;

import java.util.List;

/**
 * In which packages a bare name is looked for before all others. Source: dbt docs, behaviour change
 * "require_ref_searches_node_package_before_root"; recorded manifests.
 *
 * @param ownFirst whether the package that uses the name goes before the root project
 */
public record SearchOrder(String rootProject, boolean ownFirst) {
    /** The packages in order, without duplicates. */
    public List<String> of(String callingPackage) {
        if (callingPackage.equals(rootProject)) {
            return List.of(rootProject);
        }
        return ownFirst ? List.of(callingPackage, rootProject) : List.of(rootProject, callingPackage);
    }
}
