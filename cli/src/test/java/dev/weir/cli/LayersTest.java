package dev.weir.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house is built as drawn: who may depend on whom, no cycles, nulls marked everywhere. */
class LayersTest {
    /** Fewer classes than this were seen: the test looks at the wrong place. */
    private static final int LEAST_CLASSES = 300;

    /** Room ⇒ the rooms it may use, directly or through one another. */
    private static final Map<String, List<String>> ARROWS = new LinkedHashMap<>();

    static {
        ARROWS.put("base", List.of());
        ARROWS.put("jinja", List.of("base"));
        ARROWS.put("adapter", List.of("base", "jinja"));
        ARROWS.put("core.event", List.of("base"));
        ARROWS.put("core.manifest", List.of("base"));
        ARROWS.put("core.project", List.of("base", "jinja", "core.event"));
        ARROWS.put("core.context", List.of("core.project", "core.manifest", "jinja", "adapter"));
        ARROWS.put("core.parse", List.of("core.project", "core.context"));
        ARROWS.put("core.graph", List.of("core.manifest"));
        ARROWS.put("core.select", List.of("core.graph", "core.project"));
        ARROWS.put("core.compile", List.of("core.context", "core.graph"));
        ARROWS.put("core.run", List.of("core.compile", "core.select", "core.event", "adapter"));
        ARROWS.put("core.artifact", List.of("core.manifest", "core.run"));
        ARROWS.put("core.engine", List.of("core.parse", "core.artifact"));
        ARROWS.put("packages", List.of("core.project"));
        ARROWS.put("adapters.postgres", List.of("adapter"));
        ARROWS.put("adapters.materialize", List.of("adapters.postgres"));
        ARROWS.put("deploy", List.of("core.engine"));
        ARROWS.put("web.docs", List.of("base"));
        ARROWS.put("web.http", List.of("web.docs"));
        ARROWS.put("sandbox", List.of("base", "adapter"));
    }

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.weir");
    }

    @Test
    void enoughClassesWereSeen() {
        assertThat(classes.size()).isGreaterThan(LEAST_CLASSES);
    }

    @Test
    void everyClassIsInARoom() {
        assertThat(classes)
                .allSatisfy(javaClass ->
                        assertThat(room(javaClass)).as(javaClass.getName()).isNotEmpty());
    }

    @Test
    void roomsUseOnlyWhatTheyMay() {
        ARROWS.keySet().forEach(room -> {
            Set<String> allowed = reachable(room);
            noClasses()
                    .that(are("in room " + room, javaClass -> room(javaClass).equals(room)))
                    .should()
                    .dependOnClassesThat(are("of rooms other than " + allowed, other -> {
                        String otherRoom = other.getPackageName().startsWith("dev.weir") ? room(other) : "";
                        return !otherRoom.isEmpty() && !otherRoom.equals(room) && !allowed.contains(otherRoom);
                    }))
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @Test
    void packagesOfCoreHaveNoCycles() {
        slices().matching("dev.weir.core.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void sandboxUsesOnlyTheServerInterfaceOfTheAdapterVocabulary() {
        noClasses()
                .that(are("in the sandbox", javaClass -> room(javaClass).equals("sandbox")))
                .should()
                .dependOnClassesThat(are(
                        "of the adapter vocabulary beside EmbeddedServer",
                        other -> room(other).equals("adapter")
                                && !other.getName().startsWith("dev.weir.adapter.EmbeddedServer")))
                .check(classes);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> packages = new TreeSet<>();
        classes.forEach(javaClass -> packages.add(javaClass.getPackageName()));
        assertThat(packages)
                .allSatisfy(name -> assertThat(classes.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .as(name + " has a @NullMarked package-info")
                        .isTrue());
    }

    @Test
    void noRoomIsCalledByAWordThatNamesNothing() {
        assertThat(classes)
                .noneMatch(javaClass -> javaClass
                        .getPackageName()
                        .matches(".*\\.(util|utils|common|helper|helpers|misc|shared|manager|handler)(\\..*)?"));
    }

    private static Set<String> reachable(String room) {
        Set<String> reached = new TreeSet<>();
        for (String next : ARROWS.get(room)) {
            reached.add(next);
            reached.addAll(reachable(next));
        }
        return reached;
    }

    /** The longest room name that the package starts with; cli and testkit may use everything. */
    private static String room(JavaClass javaClass) {
        String name = javaClass.getPackageName();
        String found = name.matches("dev\\.weir\\.(cli|testkit|bench)(\\..*)?") ? "above" : "";
        for (String room : ARROWS.keySet()) {
            String prefix = "dev.weir." + room;
            if ((name.equals(prefix) || name.startsWith(prefix + ".")) && room.length() > found.length()) {
                found = room;
            }
        }
        return found;
    }

    private static DescribedPredicate<JavaClass> are(String words, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(words, predicate);
    }
}
