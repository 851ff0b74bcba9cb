package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.base.WeirException;
import dev.weir.jinja.module.Modules;
import dev.weir.jinja.value.PyCallable;
import dev.weir.jinja.value.PyDict;
import dev.weir.jinja.value.PyList;
import dev.weir.jinja.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What Jazzer calls with text of its making: whatever the text, a template is parsed and rendered, or refused with a diagnostic,
 * and soon. {@code ./dev fuzz jinja} looks for text that breaks this; {@link TemplateFuzzerTest} goes through the texts kept.
 */
public final class TemplateFuzzer {
    private static final int MOST_CHARACTERS = 4_000;
    private static final long MOST_MILLISECONDS = 1_000;
    private static final Object MODULES = Modules.all();
    private static final Renderer RENDERER = new Renderer(Syntax.PLAIN, false);

    private TemplateFuzzer() {}

    /** The name Jazzer asks for. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (text.length() <= MOST_CHARACTERS) {
            tryOut(text);
        }
    }

    /** Parses and renders; anything but an error with a diagnostic leaves as it is. */
    static void tryOut(String text) {
        Template template;
        try {
            template = JinjaParser.parse(new SourceText("fuzz.sql", text), Syntax.PLAIN);
        } catch (WeirException _) {
            return;
        }
        StaticScanner.scan(template);
        Thread rendering = Thread.currentThread();
        Thread clock = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(MOST_MILLISECONDS);
                rendering.interrupt();
            } catch (InterruptedException _) {
                // rendered in time
            }
        });
        try {
            RENDERER.render(template, names()::get);
            RENDERER.withLenient(true).renderNative(template, names()::get);
        } catch (WeirException _) {
            // refused
        } finally {
            clock.interrupt();
            boolean _ = Thread.interrupted();
        }
    }

    private static Map<String, Object> names() {
        return Map.of(
                "x", 7L,
                "s", "a Text",
                "l", PyList.of(3L, "b", 1.5),
                "d", PyDict.of("a", 1L, "b", PyList.of(2L)),
                "f", (PyCallable) arguments -> Values.str((long) arguments.size()),
                "re", Values.attribute(MODULES, "re"),
                "datetime", Values.attribute(MODULES, "datetime"),
                "itertools", Values.attribute(MODULES, "itertools"));
    }
}
