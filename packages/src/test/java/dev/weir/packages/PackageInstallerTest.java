package dev.weir.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recorded cases cannot show: what was asked for, and what stays when something fails. */
class PackageInstallerTest {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Shop shop(String packages) throws IOException {
        return Shop.wanting(folder, world, packages);
    }

    @Test
    void busyServerIsAskedAgain() throws IOException {
        Shop shop = shop("  - package: acme/tools\n    version: 1.0.0\n");
        world.failNext(3);
        assertThat(shop.deps()).endsWith("exit 0\n");
        assertThat(shop.tree("dbt_packages")).contains("tools/dbt_project.yml: name: tools, version: '1.0.0'");
    }

    @Test
    void serverThatStaysBusyIsGivenUpAfterFiveAttempts() throws IOException {
        Shop shop = shop("  - tarball: http://archives.test/status/503/x.tar.gz\n    name: x\n");
        assertThat(shop.deps()).contains("503").endsWith("exit 2\n");
        assertThat(world.asked()).hasSize(5);
    }

    @Test
    void whatIsNotThereIsAskedForOnce() throws IOException {
        Shop shop = shop("  - tarball: http://archives.test/plain/absent.tar.gz\n    name: x\n");
        assertThat(shop.deps()).contains("404").endsWith("exit 2\n");
        assertThat(world.asked()).hasSize(1);
    }

    @Test
    void nothingIsDownloadedForWhatIsLockedAndInstalled() throws IOException {
        Shop shop = shop("""
                  - package: acme/dates
                    version: 0.2.0
                  - tarball: http://archives.test/plain/handy-1.0.tar.gz
                    name: handy
                """);
        assertThat(shop.deps()).endsWith("exit 0\n");
        world.asked().clear();
        assertThat(shop.deps()).contains("Installed from version 0.2.0").endsWith("exit 0\n");
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void removedPackageFolderIsFetchedAgain() throws IOException {
        Shop shop = shop("  - package: acme/tools\n    version: 1.0.0\n");
        shop.deps();
        Installation.delete(shop.project().resolve("dbt_packages/tools"));
        assertThat(shop.deps()).endsWith("exit 0\n");
        assertThat(shop.project().resolve("dbt_packages/tools/macros/tools.sql"))
                .exists();
    }

    @Test
    void failedDownloadLeavesPackagesAndLockFile() throws IOException {
        Shop shop = shop("  - package: acme/tools\n    version: 1.0.0\n");
        shop.deps();
        String lock = Files.readString(shop.project().resolve("package-lock.yml"));
        String tree = shop.tree("dbt_packages");
        shop.file(
                "packages.yml",
                "packages:\n  - package: acme/tools\n    version: 1.1.0\n  - package: acme/gone\n    version: 1.0.0\n");
        assertThat(shop.deps()).endsWith("exit 2\n");
        assertThat(shop.project().resolve("package-lock.yml")).hasContent(lock);
        assertThat(shop.tree("dbt_packages")).isEqualTo(tree);
        assertThat(shop.project().resolve(".weir")).doesNotExist();
    }

    @Test
    void tarballWithAnotherSumIsRefused() throws IOException {
        Shop shop = shop("  - tarball: http://archives.test/plain/handy-1.0.tar.gz\n    name: handy\n    sha256: "
                + "ab".repeat(32) + "\n");
        assertThat(shop.deps()).contains("is not the one that sha256 names").endsWith("exit 2\n");
        assertThat(shop.project().resolve("dbt_packages")).doesNotExist();
    }

    @Test
    void folderThatHoldsTheProjectIsNotEmptied() throws IOException {
        Shop shop = shop("  - package: acme/tools\n    version: 1.0.0\n")
                .file("dbt_project.yml", "name: shop\npackages-install-path: .\n");
        assertThat(shop.deps()).contains("which holds the project").endsWith("exit 2\n");
        assertThat(shop.project().resolve("dbt_project.yml")).exists();
    }

    @Test
    void foldersThatAreNoPackagesStay() throws IOException {
        Shop shop =
                shop("  - package: acme/tools\n    version: 1.0.0\n").file("dbt_packages/notes/README.md", "mine\n");
        assertThat(shop.deps()).endsWith("exit 0\n");
        assertThat(shop.project().resolve("dbt_packages/notes/README.md")).exists();
    }

    @Test
    void downloadsGoWhereTheVariableSaysAndAreRemoved() throws IOException {
        Shop shop = shop("  - git: https://git.test/handy.git\n    revision: 0.1.0\n");
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        shop.environment().put("DBT_DOWNLOADS_DIR", downloads.toString());
        assertThat(shop.deps()).endsWith("exit 0\n");
        assertThat(downloads).isEmptyDirectory();
    }

    @Test
    void shortCommitIdIsFound() throws IOException {
        Shop shop = shop("  - git: https://git.test/handy.git\n    revision: 84e9df4\n");
        assertThat(shop.deps()).contains("Installed from revision 84e9df43bb4f82e37c5ead9c1686e84d4db5a023");
    }

    @Test
    void secretsAreInNoFile() throws IOException {
        Shop shop = shop(
                "  - git: \"https://{{ env_var('DBT_ENV_SECRET_TOKEN') }}@git.test/handy.git\"\n    revision: 0.1.0\n");
        shop.environment().put("DBT_ENV_SECRET_TOKEN", "s3cret");
        assertThat(shop.deps()).doesNotContain("s3cret").endsWith("exit 0\n");
        assertThat(shop.project().resolve("package-lock.yml")).content().doesNotContain("s3cret");
        assertThat(shop.project().resolve("dbt_packages/handy/.weir-package"))
                .content()
                .doesNotContain("s3cret");
        assertThat(shop.project().resolve("dbt_packages/handy/.git")).doesNotExist();
    }
}
