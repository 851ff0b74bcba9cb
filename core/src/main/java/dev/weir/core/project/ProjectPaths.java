package dev.weir.core.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The folders of a project, relative to its root. */
public record ProjectPaths(
        List<String> models,
        List<String> seeds,
        List<String> snapshots,
        List<String> analyses,
        List<String> tests,
        List<String> macros,
        List<String> functions,
        List<String> docs,
        List<String> assets,
        String packagesInstall) {
    public ProjectPaths {
        models = List.copyOf(models);
        seeds = List.copyOf(seeds);
        snapshots = List.copyOf(snapshots);
        analyses = List.copyOf(analyses);
        tests = List.copyOf(tests);
        macros = List.copyOf(macros);
        functions = List.copyOf(functions);
        docs = List.copyOf(docs);
        assets = List.copyOf(assets);
    }

    /** The folders property files are read from. */
    public List<String> sources() {
        Set<String> all = new LinkedHashSet<>(models);
        all.addAll(seeds);
        all.addAll(snapshots);
        all.addAll(analyses);
        all.addAll(tests);
        all.addAll(macros);
        all.addAll(functions);
        return new ArrayList<>(all);
    }
}
