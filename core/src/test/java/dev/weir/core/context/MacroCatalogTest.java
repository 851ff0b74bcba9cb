package dev.weir.core.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.base.SourceText;
import dev.weir.core.manifest.Macro;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MacroCatalogTest {
    private final MacroCatalog catalog = new MacroCatalog(
            "shop",
            List.of("dbt_materialize", "dbt_postgres", "dbt"),
            List.of("materialize", "postgres"),
            Map.of("tools", List.of("shop", "extras", "tools")),
            List.of(
                    macro("dbt", "default__make"),
                    macro("dbt", "default__plain"),
                    macro("dbt", "helper"),
                    macro("dbt_postgres", "postgres__make"),
                    macro("dbt_materialize", "materialize__make"),
                    macro("dbt_postgres", "postgres__only"),
                    macro("tools", "default__cut"),
                    macro("tools", "helper"),
                    macro("extras", "postgres__cut"),
                    macro("shop", "own"),
                    macro("dbt", "materialization_view_default"),
                    macro("dbt_postgres", "materialization_table_postgres"),
                    macro("dbt", "materialization_table_default"),
                    macro("tools", "materialization_view_default"),
                    macro("tools", "materialization_own_default"),
                    macro("shop", "materialization_table_default")));

    @Test
    void bareNameMeansTheCallersPackageThenTheRootProjectThenTheBuiltIns() {
        assertThat(id(catalog.find("helper", "tools"))).isEqualTo("macro.tools.helper");
        assertThat(id(catalog.find("helper", "shop"))).isEqualTo("macro.dbt.helper");
        assertThat(id(catalog.find("own", "tools"))).isEqualTo("macro.shop.own");
        assertThat(catalog.find("default__cut", "shop")).isEmpty();
    }

    @Test
    void dbtStandsForAllBuiltInPackages() {
        assertThat(id(catalog.findIn("dbt", "postgres__make"))).isEqualTo("macro.dbt_postgres.postgres__make");
        assertThat(catalog.findIn("dbt", "own")).isEmpty();
    }

    @Test
    void dispatchTakesTheNearestAdapter() {
        assertThat(dispatched("make", Optional.of("dbt"))).isEqualTo("macro.dbt_materialize.materialize__make");
        assertThat(dispatched("only", Optional.of("dbt"))).isEqualTo("macro.dbt_postgres.postgres__only");
        assertThat(dispatched("plain", Optional.empty())).isEqualTo("macro.dbt.default__plain");
    }

    @Test
    void dispatchOrderOfTheProjectIsFollowedPackageByPackage() {
        assertThat(dispatched("cut", Optional.of("tools"))).isEqualTo("macro.extras.postgres__cut");
    }

    @Test
    void dispatchThatFindsNothingNamesEveryPlaceInOrder() {
        MacroCatalog.Dispatched missing = catalog.dispatch("gone", Optional.of("extras"), "shop");
        assertThat(missing)
                .isEqualTo(new MacroCatalog.Dispatched.Missing(List.of(
                        "'shop.materialize__gone'",
                        "'shop.postgres__gone'",
                        "'shop.default__gone'",
                        "'extras.materialize__gone'",
                        "'extras.postgres__gone'",
                        "'extras.default__gone'")));
    }

    @Test
    void materializationOfTheNearestAdapterWins() {
        assertThat(id(catalog.materialization("table", false)))
                .isEqualTo("macro.dbt_postgres.materialization_table_postgres");
        assertThat(id(catalog.materialization("own", false))).isEqualTo("macro.tools.materialization_own_default");
        assertThat(catalog.materialization("gone", false)).isEmpty();
    }

    @Test
    void packageReplacesNoBuiltInMaterialization() {
        assertThat(id(catalog.materialization("view", false))).isEqualTo("macro.dbt.materialization_view_default");
    }

    private String dispatched(String name, Optional<String> namespace) {
        return switch (catalog.dispatch(name, namespace, "shop")) {
            case MacroCatalog.Dispatched.Found found -> found.macro().uniqueId();
            case MacroCatalog.Dispatched.Missing missing -> "missing " + missing.searched();
        };
    }

    private static String id(Optional<MacroEntry> entry) {
        return entry.orElseThrow().uniqueId();
    }

    private static MacroEntry macro(String packageName, String name) {
        Macro macro = new Macro(
                "macro." + packageName + "." + name,
                packageName,
                name,
                "macros/m.sql",
                "macros/m.sql",
                new SourceText("macros/m.sql", ""),
                0,
                0,
                List.of(),
                "",
                Map.of(),
                true,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Instant.EPOCH);
        return new MacroEntry(macro, () -> {
            throw new IllegalStateException(name + " is not called here");
        });
    }
}
