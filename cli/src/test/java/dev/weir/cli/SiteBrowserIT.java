package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The documentation site in a real browser: of the shop as it was built, and of a project whose every text is hostile. */
class SiteBrowserIT {
    private static final String LONG_NAME = "a_very_long_name_".repeat(300).substring(0, 5_000);

    @TempDir
    private static @Nullable Path folder;

    private static @Nullable Chromium chromium;
    private static @Nullable HttpServer server;
    private static String shop = "";
    private static String hostile = "";

    @BeforeAll
    static void writeTheSites() throws IOException {
        chromium = Chromium.start().orElse(null);
        assumeTrue(chromium != null, "no Chromium");
        RecordedListsTest.copy(Path.of("../examples/shop"), folder.resolve("shop"));
        RecordedListsTest.copy(Path.of("src/test/resources/site/hostile"), folder.resolve("hostile"));
        Path properties = folder.resolve("hostile/models/schema.yml");
        Files.writeString(properties, Files.readString(properties).replace("LONG_NAME", LONG_NAME));
        run("shop", "build");
        run("shop", "docs generate --static");
        run("hostile", "parse");
        run("hostile", "docs generate --no-compile --empty-catalog --static");
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder.toRealPath(),
                SimpleFileServer.OutputLevel.NONE);
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        shop = base + "/shop/target/index.html"; // below a path, as on any web server
        hostile = base + "/hostile/target/index.html";
    }

    private static void run(String project, String line) {
        ScratchProject.Answer answer = new ScratchProject(folder.resolve(project)).weir(line);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
    }

    @AfterAll
    static void end() {
        if (server != null) server.stop(0);
        if (chromium != null) chromium.close();
    }

    @BeforeEach
    void forgetComplaints() {
        chromium.complaints();
    }

    @Test
    void theOverviewSaysWhatThereIs() {
        chromium.open(shop);
        assertThat(chromium.text("h1")).isNotBlank();
        assertThat(chromium.text(".counts")).contains("11 models", "4 seeds", "2 sources", "1 snapshot", "1 exposure");
        assertThat(chromium.text("#tree")).contains("Sources", "models", "seeds");
        assertNothingWrong();
    }

    @TestFactory
    Stream<DynamicTest> everyKindHasItsPage() {
        return Map.ofEntries(
                        Map.entry(
                                "#!/model/model.hostile.plain",
                                List.of("Details", "Columns", "Code", "Lineage", "finance")),
                        Map.entry("#!/model/model.hostile.versioned.v2", List.of("versioned", "Code")),
                        Map.entry("#!/seed/seed.hostile.given_rows", List.of("given_rows", "Referenced by")),
                        Map.entry("#!/snapshot/snapshot.hostile.kept", List.of("kept", "given_rows")),
                        Map.entry(
                                "#!/source/source.hostile.raw.events",
                                List.of("raw.events", "Referenced by", "Warns when older than")),
                        Map.entry("#!/analysis/analysis.hostile.look", List.of("look", "Depends on")),
                        Map.entry("#!/exposure/exposure.hostile.board", List.of("board", "dashboard", "high", "plain")),
                        Map.entry("#!/metric/metric.hostile.how_many", List.of("how_many", "simple")),
                        Map.entry("#!/semantic_model/semantic_model.hostile.plain_facts", List.of("plain_facts")),
                        Map.entry("#!/group/group.hostile.finance", List.of("finance", "ann@example.com")),
                        Map.entry(
                                "#!/macro/macro.hostile.quoted",
                                List.of("quoted", "Arguments", "word", "Referenced by")),
                        Map.entry("#!/unit_test/unit_test.hostile.plain.rows_are_kept", List.of("Given", "Expected")),
                        Map.entry("#!/test/test.hostile.nothing_is_lost", List.of("nothing_is_lost", "plain", "Code")))
                .entrySet()
                .stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    chromium.complaints();
                    chromium.open(hostile + page.getKey());
                    assertThat(chromium.text("main")).contains(page.getValue());
                    assertNothingWrong();
                }));
    }

    @Test
    void aModelShowsItsColumnsTestsAndLastRun() {
        chromium.open(shop + "#!/model/model.shop.orders");
        assertThat(chromium.text("#main"))
                .contains("incremental", "order_id", "integer", "Last run", "unique", "not_null");
        assertThat(chromium.texts("section[aria-labelledby=of-tests] .status")).contains("pass");
        chromium.element(
                        "section[aria-labelledby=of-code] pre a[href*='stg_orders'], section[aria-labelledby=of-code] pre a")
                .click();
        chromium.until("return document.querySelector('h1').textContent !== 'orders'");
        chromium.visit("#!/model/model.shop.orders");
        chromium.element("section[aria-labelledby=of-code] button:nth-of-type(2)")
                .click();
        assertThat(chromium.text("section[aria-labelledby=of-code] pre")).doesNotContain("{{");
        assertNothingWrong();
    }

    @Test
    void searchFindsNamesColumnsDescriptionsTagsAndCode() {
        chromium.open(shop);
        for (var words : Map.of(
                        "stg_ord", "stg_orders", "invoice", "orders", "nightly", "category_sales", "order_id", "orders")
                .entrySet()) {
            search(words.getKey());
            assertThat(chromium.texts(".results .found")).as(words.getKey()).contains(words.getValue());
        }
        search("no_such_thing_anywhere");
        assertThat(chromium.text("main")).contains("0 results");
        search("stg_orders");
        chromium.element("#query").sendKeys(Keys.ARROW_DOWN, Keys.NULL);
        assertThat(chromium.script("return document.activeElement.closest('.results') !== null"))
                .isEqualTo(true);
        chromium.script("document.activeElement.click()");
        chromium.until("return document.querySelector('h1').textContent === 'stg_orders'");
        assertNothingWrong();
    }

    private static void search(String words) {
        chromium.script(
                "const box = document.getElementById('query'); box.focus(); box.value = arguments[0]; "
                        + "box.dispatchEvent(new Event('input'))",
                words);
        chromium.until(
                "return document.documentElement.dataset.search === 'ready' && document.querySelector('[data-query]')?.dataset.query === '"
                        + words + "'");
    }

    @Test
    void theGraphTakesTheWordsOfDbt() {
        chromium.open(shop + "#!/graph");
        drawn();
        assertThat(nodes()).isEqualTo(19);
        for (var selection : Map.of(
                        "stg_orders", 1,
                        "+stg_orders", 2,
                        "1+orders", 3,
                        "tag:nightly,resource_type:model", -1,
                        "source:web+1", -1,
                        "@stg_orders", -1,
                        "path:models/staging", 7)
                .entrySet()) {
            chromium.visit("#!/graph?g_i=" + selection.getKey().replace("+", "%2B"));
            drawn();
            if (selection.getValue() >= 0)
                assertThat(nodes()).as(selection.getKey()).isEqualTo(selection.getValue());
            else assertThat(nodes()).as(selection.getKey()).isBetween(1, 18);
        }
        chromium.visit("#!/graph?g_i=colour:blue");
        chromium.until("return document.getElementById('g-note').textContent.includes('no way to choose')");
        chromium.visit("#!/graph?g_e=resource_type:seed");
        drawn();
        assertThat(nodes()).isEqualTo(15);
        assertThat(String.valueOf(chromium.script("return document.querySelector('canvas').weirGraph.svg()")))
                .startsWith("<svg")
                .contains(">orders</text>")
                .doesNotContain("raw_orders");
        assertThat(
                        chromium.script(
                                "const canvas = document.querySelector('canvas'); const one = canvas.getContext('2d')"
                                        + ".getImageData(0, 0, canvas.width, canvas.height).data; return new Set(one).size > 5"))
                .as("something is drawn")
                .isEqualTo(true);
        assertThat(chromium.driver()
                        .executeAsyncScript(
                                "const done = arguments[arguments.length - 1]; document.querySelector('canvas').weirGraph"
                                        + ".png().then((picture) => done(picture.type + ' ' + (picture.size > 5000)))"))
                .isEqualTo("image/png true");
        chromium.element(".text-tree summary").click();
        chromium.until(
                "return document.querySelector('.text-tree ul') !== null"); // made when the browser tells that it is
        // open
        assertThat(chromium.text(".text-tree")).contains("stg_orders", "customers");
        assertNothingWrong();
    }

    @Test
    void theGraphGoesByKeys() {
        chromium.open(shop + "#!/graph");
        drawn();
        var canvas = chromium.element("canvas");
        chromium.script("document.querySelector('canvas').focus()");
        canvas.sendKeys(Keys.ARROW_RIGHT);
        canvas.sendKeys(Keys.ARROW_RIGHT);
        String name = String.valueOf(chromium.script("return document.querySelector('canvas').weirGraph.focus()"));
        assertThat(name).startsWith("stg_");
        canvas.sendKeys(Keys.ENTER);
        chromium.until("return document.querySelector('h1').textContent === '" + name + "'");
        assertNothingWrong();
    }

    private static void drawn() {
        chromium.until("return document.querySelector('canvas')?.dataset.drawn === 'yes'");
    }

    private static int nodes() {
        return Integer.parseInt(
                String.valueOf(chromium.script("return document.querySelector('.graph').dataset.nodes")));
    }

    @Test
    void linksOfThePublishedSiteLeadToTheSamePage() {
        chromium.open(shop + "#!/model/model.shop.orders?g_v=1");
        drawn();
        assertThat(nodes()).isGreaterThan(3);
        chromium.open(shop + "#!/overview?g_v=1&g_i=stg_orders%2B1");
        drawn();
        assertThat(nodes()).isGreaterThan(1).isLessThan(10);
        chromium.open(shop + "#!/source_list/web");
        assertThat(chromium.text("main")).contains("web");
        chromium.open(shop + "#!/source/source.shop.web.visits");
        assertThat(chromium.text("h1")).isEqualTo("web.visits");
        chromium.open(shop + "#!/model/model.shop.no_longer_there");
        assertThat(chromium.text("main")).contains("Not found", "Search for it");
        assertNothingWrong();
    }

    @Test
    void onePageHoldsEverythingWithoutAServer() {
        chromium.open(folder.resolve("shop/target/static_index.html").toUri().toString());
        assertThat(chromium.text(".counts")).contains("11 models");
        chromium.visit("#!/model/model.shop.orders");
        assertThat(chromium.text("h1")).isEqualTo("orders");
        search("invoice");
        assertThat(chromium.texts(".results .found")).contains("orders");
        chromium.visit("#!/graph");
        drawn();
        assertThat(nodes()).isEqualTo(19);
        assertNothingWrong();
    }

    @Test
    void aPageThatIsServedFollowsTheProject() throws Exception {
        Path project = folder.resolve("followed");
        RecordedListsTest.copy(Path.of("src/test/resources/site/hostile"), project);
        run("followed", "parse");
        try (ServedDocs docs = ServedDocs.of(project)) {
            chromium.open(docs.address() + "/#!/model/model.hostile.plain");
            chromium.visit("#!/graph");
            drawn();
            search("bold");
            chromium.visit("#!/model/model.hostile.plain");
            assertNothingWrong(); // under the policy of the server
            Path properties = project.resolve("models/schema.yml");
            Files.writeString(properties, Files.readString(properties).replace("**bold**", "**changed meanwhile**"));
            chromium.until("return document.querySelector('main').textContent.includes('changed meanwhile')");
            assertNothingWrong();
        }
    }

    @Test
    void aPageOpenedAsAFileSaysWhatToDo() {
        chromium.driver().get(folder.resolve("shop/target/index.html").toUri().toString());
        chromium.until("return document.getElementById('main').textContent.includes('static_index.html')");
        chromium.complaints(); // of files that a page of a file may not read
    }

    @TestFactory
    Stream<DynamicTest> hostileTextStaysText() {
        return Stream.of(
                        "#!/overview",
                        "#!/model/model.hostile.plain",
                        "#!/source/source.hostile.raw.events",
                        "#!/exposure/exposure.hostile.board",
                        "#!/macro/macro.hostile.quoted",
                        "#!/group/group.hostile.finance",
                        "#!/unit_test/unit_test.hostile.plain.rows_are_kept",
                        "#!/graph",
                        "#!/search?q=%3Cscript%3E")
                .flatMap(route -> Stream.of(
                                hostile,
                                folder.resolve("hostile/target/static_index.html")
                                        .toUri()
                                        .toString())
                        .map(site -> DynamicTest.dynamicTest(site.substring(0, 4) + " " + route, () -> {
                            chromium.complaints();
                            chromium.open(site + route);
                            assertThat(chromium.script("return window.hacked === undefined"))
                                    .isEqualTo(true);
                            assertThat(
                                            chromium.script(
                                                    "return document.querySelectorAll('main script, main img[onerror], main [href^=\"javascript\"]').length"))
                                    .isEqualTo(0L);
                            assertNothingWrong();
                        })));
    }

    @Test
    void hostileNamesAreShownAsTheyAre() {
        chromium.open(hostile + "#!/model/model.hostile.plain");
        assertThat(chromium.text("main"))
                .contains(
                        "<script>window.hacked = \"column\"</script>",
                        "<script>window.hacked=\"tag\"</script>",
                        "שלום 🧨",
                        LONG_NAME);
        assertThat(chromium.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                .as("a name of 5,000 letters does not widen the page")
                .isEqualTo(true);
    }

    @Test
    void keysAreEnough() {
        chromium.open(shop);
        var keys = new Actions(chromium.driver());
        keys.sendKeys(Keys.TAB).perform();
        assertThat(chromium.script("return document.activeElement.className")).isEqualTo("skip");
        keys.sendKeys("/").perform();
        assertThat(chromium.script("return document.activeElement.id")).isEqualTo("query");
        keys.sendKeys("stg_orders").perform();
        chromium.until(
                "return document.querySelector('[data-query]')?.dataset.query === 'stg_orders' && document.querySelector('.results a') !== null");
        keys.sendKeys(Keys.ENTER).perform();
        keys.sendKeys(Keys.ENTER).perform();
        chromium.until("return document.querySelector('h1').textContent === 'stg_orders'");
        assertNothingWrong();
    }

    @Test
    void darkStaysDark() {
        chromium.open(shop);
        String light = String.valueOf(chromium.script("return getComputedStyle(document.body).backgroundColor"));
        chromium.element("#theme").click();
        String dark = String.valueOf(chromium.script("return getComputedStyle(document.body).backgroundColor"));
        assertThat(dark).isNotEqualTo(light);
        chromium.open(shop + "#!/graph");
        assertThat(chromium.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark);
        chromium.element("#theme").click();
        assertThat(chromium.script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(light);
    }

    @Test
    void smallScreensHaveTheContentsBehindAButton() {
        try {
            chromium.size(360, 740);
            chromium.open(shop + "#!/model/model.shop.orders");
            assertThat(chromium.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
            assertThat(chromium.element("#side").isDisplayed()).isFalse();
            chromium.element("#menu").click();
            assertThat(chromium.element("#side").isDisplayed()).isTrue();
        } finally {
            chromium.usualSize();
        }
    }

    @TestFactory
    Stream<DynamicTest> nobodyIsShutOut() {
        return Stream.of(
                        "#!/overview",
                        "#!/model/model.shop.orders",
                        "#!/graph",
                        "#!/search?q=order",
                        "#!/list/model",
                        "#!/source/source.shop.web.visits")
                .flatMap(route -> Stream.of(false, true)
                        .map(dark -> DynamicTest.dynamicTest((dark ? "dark " : "light ") + route, () -> {
                            chromium.open(shop);
                            chromium.script(
                                    "localStorage.setItem('weir-theme', arguments[0])", dark ? "dark" : "light");
                            chromium.open(shop + route);
                            if (route.startsWith("#!/graph")) drawn();
                            if (route.startsWith("#!/search"))
                                chromium.until("return document.querySelector('.results a') !== null");
                            List<String> barriers = chromium.barriers();
                            chromium.script("localStorage.removeItem('weir-theme')");
                            assertThat(barriers).isEmpty();
                        })));
    }

    /** No errors, and nothing asked of another server. */
    private static void assertNothingWrong() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(
                        (List<?>)
                                chromium.script(
                                        "return performance.getEntriesByType('resource').map((each) => each.name)"
                                                + ".filter((name) => !name.startsWith(location.origin) && !name.startsWith('data:') && !name.startsWith('blob:') && !name.startsWith('file:'))"))
                .isEmpty();
    }
}
