package dev.weir.core.parse;

import dev.weir.core.manifest.Metric;
import dev.weir.core.manifest.Resource;
import dev.weir.core.manifest.SearchOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what {@code metric} calls mean: in the packages of the search order first, then in every other. */
final class MetricIndex {
    private final SearchOrder order;
    private final Map<String, List<Metric>> enabled;
    private final Map<String, List<Metric>> disabled;

    MetricIndex(SearchOrder order, Iterable<Metric> enabled, Iterable<? extends Resource> disabled) {
        this.order = order;
        this.enabled = byName(enabled);
        this.disabled = byName(disabled);
    }

    private static Map<String, List<Metric>> byName(Iterable<? extends Resource> resources) {
        Map<String, List<Metric>> byName = new LinkedHashMap<>();
        for (Resource resource : resources) {
            if (resource instanceof Metric metric) {
                byName.computeIfAbsent(metric.name(), _ -> new ArrayList<>(1)).add(metric);
            }
        }
        return byName;
    }

    Set<String> names() {
        return enabled.keySet();
    }

    Optional<Metric> find(String name, Optional<String> packageName, String callingPackage) {
        return find(enabled, name, packageName, callingPackage);
    }

    boolean disabled(String name, Optional<String> packageName, String callingPackage) {
        return find(disabled, name, packageName, callingPackage).isPresent();
    }

    private Optional<Metric> find(
            Map<String, List<Metric>> byName, String name, Optional<String> packageName, String callingPackage) {
        List<Metric> named = byName.getOrDefault(name, List.of());
        for (String wanted : packageName.map(List::of).orElseGet(() -> order.of(callingPackage))) {
            for (Metric metric : named) {
                if (metric.packageName().equals(wanted)) {
                    return Optional.of(metric);
                }
            }
        }
        return packageName.isPresent() ? Optional.empty() : named.stream().findFirst();
    }
}
