package dev.weir.cli;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, and what tests of the site ask of it. */
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Empty, and said loudly, where Debian's packages chromium and chromium-driver are not installed. */
    static Optional<Chromium> start() {
        Optional<Path> browser = program("chromium");
        Optional<Path> service = program("chromedriver");
        if (browser.isEmpty() || service.isEmpty()) {
            System.err.println("""
                    ================================================================================
                    NOT TESTED: the documentation site. apt-get install chromium chromium-driver
                    ================================================================================""");
            return Optional.empty();
        }
        var options = new ChromeOptions();
        options.setBinary(browser.get().toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,900", "--lang=en-US");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var builder = new ChromeDriverService.Builder()
                .usingDriverExecutable(service.get().toFile());
        return Optional.of(new Chromium(new ChromeDriver(builder.build(), options)));
    }

    private static Optional<Path> program(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens an address anew and waits until its page is shown. */
    Chromium open(String address) {
        driver.get("about:blank");
        driver.get(address);
        until("return document.documentElement.dataset.ready === 'yes'");
        return this;
    }

    /** Goes to a route of the page that is open, and waits for it. */
    Chromium visit(String route) {
        driver.executeScript("location.hash = arguments[0]", route);
        until("return decodeURIComponent(document.getElementById('main').dataset.route || '') === decodeURIComponent('"
                + route.replace("'", "%27") + "')");
        return this;
    }

    /** Waits until a script is true. */
    void until(String script) {
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .withMessage(() -> script + "\n" + text("body"))
                .until(_ -> Boolean.TRUE.equals(driver.executeScript(script)));
    }

    @Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    WebElement element(String selector) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(20))
                .until(_ -> driver.findElements(By.cssSelector(selector)).stream()
                        .findFirst()
                        .orElse(null));
    }

    String text(String selector) {
        return String.valueOf(driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText).join('\\n')",
                selector));
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(each -> String.valueOf(each.getDomProperty("textContent")))
                .toList();
    }

    void size(int width, int height) {
        // a window has a least width; what is shown in it has none
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.manage().window().setSize(new Dimension(Math.max(500, width), height));
    }

    void usualSize() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.manage().window().setSize(new Dimension(1300, 900));
    }

    /** What the browser complained of since it was asked last: errors, refused requests. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Findings of axe-core on what is shown that are serious or critical: rule, help and where. */
    List<String> barriers() {
        return new AxeBuilder()
                .analyze(driver).getViolations().stream()
                        .filter(rule -> rule.getImpact().equals("serious")
                                || rule.getImpact().equals("critical"))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + ": "
                                + rule.getNodes().stream()
                                        .limit(3)
                                        .map(CheckedNode::getHtml)
                                        .toList())
                        .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
