package dev.weir.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.base.WeirException;
import dev.weir.core.event.Palette;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageInstallerTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    private Path project(String packages) throws IOException {
        Path project = Files.createDirectories(folder.resolve("shop"));
        Files.writeString(project.resolve("dbt_project.yml"), "name: shop\n");
        Files.writeString(project.resolve("packages.yml"), packages);
        Path tools = Files.createDirectories(folder.resolve("tools/macros"));
        Files.writeString(tools.getParent().resolve("dbt_project.yml"), "name: handy\n");
        Files.writeString(tools.resolve("m.sql"), "{% macro m() %}1{% endmacro %}");
        return project;
    }

    private void install(Path project) {
        PackageInstaller.install(project, event -> said.add(event.message(Palette.PLAIN)));
    }

    @Test
    void localPackageIsInstalledUnderItsOwnName() throws IOException {
        Path project = project("packages:\n  - local: ../tools\n");
        install(project);
        assertThat(project.resolve("dbt_packages/handy/macros/m.sql")).exists();
        assertThat(project.resolve("package-lock.yml"))
                .content()
                .contains("- local: ../tools\n    name: handy\nsha1_hash: ");
        assertThat(said).endsWith("Installing ../tools", "Installed from <local @ ../tools>");
    }

    @Test
    void secondInstallLeavesTheLockFileAlone() throws IOException {
        Path project = project("packages:\n  - local: ../tools\n");
        install(project);
        said.clear();
        install(project);
        assertThat(said).containsExactly("Installing ../tools", "Installed from <local @ ../tools>");
    }

    @Test
    void missingFolderIsNamedWithItsPlace() throws IOException {
        Path project = project("packages:\n  - local: ../nothing\n");
        assertThatThrownBy(() -> install(project)).isInstanceOfSatisfying(WeirException.class, failed -> {
            assertThat(failed.diagnostic().message()).contains("No dbt_project.yml found at expected path");
            assertThat(failed.diagnostic().span().orElseThrow().location()).isEqualTo("packages.yml:2:12");
        });
        assertThat(project.resolve("dbt_packages")).doesNotExist();
    }

    @Test
    void otherKindsAreRefusedByName() throws IOException {
        Path project = project("packages:\n  - git: https://example.invalid/x.git\n");
        assertThatThrownBy(() -> install(project))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("packages of kind \"git\" cannot be installed yet");
    }
}
