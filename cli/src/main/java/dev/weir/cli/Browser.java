package dev.weir.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The browser of whoever sits before the machine, if anybody does. */
final class Browser {
    private final Map<String, String> environment;

    Browser(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Failing to is no error: the address has been said. */
    void open(String address) {
        Optional<List<String>> command = command(System.getProperty("os.name", ""));
        if (command.isEmpty()) {
            return;
        }
        try {
            List<String> words = new java.util.ArrayList<>(command.get());
            words.add(address);
            new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            System.getLogger(Browser.class.getName()).log(System.Logger.Level.DEBUG, "no browser was opened", none);
        }
    }

    /** The system's own opener; empty where there is no display. */
    Optional<List<String>> command(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return Optional.of(List.of("open"));
        }
        if (name.startsWith("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        boolean display = !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return display ? Optional.of(List.of("xdg-open")) : Optional.empty();
    }
}
