package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserTest {
    @Test
    void noBrowserIsLookedForWhereThereIsNoDisplay() {
        assertThat(new Browser(Map.of()).command("Linux")).isEmpty();
        assertThat(new Browser(Map.of("DISPLAY", "")).command("Linux")).isEmpty();
    }

    @Test
    void eachSystemHasItsOpener() {
        assertThat(new Browser(Map.of("DISPLAY", ":0")).command("Linux").orElseThrow())
                .containsExactly("xdg-open");
        assertThat(new Browser(Map.of("WAYLAND_DISPLAY", "w")).command("Linux")).isPresent();
        assertThat(new Browser(Map.of()).command("Mac OS X").orElseThrow()).containsExactly("open");
        assertThat(new Browser(Map.of()).command("Windows 11").orElseThrow()).startsWith("rundll32");
    }
}
