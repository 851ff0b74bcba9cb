package dev.weir.core.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what {@code metric} calls mean: in the packages of the search order first, then in every other. */
public final class MetricIndex {
    private final SearchOrder order;
    private final Map<String, List<Metric>> enabled;
    private final Map<String, List<Metric>> disabled;

    public MetricIndex(SearchOrder order, Iterable<Metric> enabled, Iterable<? extends Resource> disabled) {
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

    public Set<String> names() {
        return enabled.keySet();
    }

    public Optional<Metric> find(MetricCall call, String callingPackage) {
        return find(enabled, call, callingPackage);
    }

    public boolean disabled(MetricCall call, String callingPackage) {
        return find(disabled, call, callingPackage).isPresent();
    }

    private Optional<Metric> find(Map<String, List<Metric>> byName, MetricCall call, String callingPackage) {
        List<Metric> named = byName.getOrDefault(call.name(), List.of());
        for (String wanted : call.packageName().map(List::of).orElseGet(() -> order.of(callingPackage))) {
            for (Metric metric : named) {
                if (metric.packageName().equals(wanted)) {
                    return Optional.of(metric);
                }
            }
        }
        return call.packageName().isPresent()
                ? Optional.empty()
                : named.stream().findFirst();
    }
}
