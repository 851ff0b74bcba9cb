package dev.weir.bench;

import dev.weir.base.SourceText;
import dev.weir.jinja.JinjaParser;
import dev.weir.jinja.Syntax;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Times the template language for {@code bench/jinja.py}: lines of name, tab, seconds. Asked for {@code cold}, the first work
 * of this process: parsing and rendering so many models that differ; asked for {@code text}, what the models render to.
 */
public final class JinjaTimes {
    private static final PrintStream OUT =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.UTF_8);

    private JinjaTimes() {}

    /** Arguments: {@code warm} and perhaps how the names begin, or {@code cold} and a number of models, or {@code text} and the name of a sample. */
    public static void main(String[] args) {
        switch (args[0]) {
            case "cold" -> cold(Integer.parseInt(args[1]));
            case "text" -> OUT.print(JinjaSample.of(args[1]).render());
            default -> warm(args.length > 1 ? args[1] : "");
        }
        OUT.flush();
    }

    private static void cold(int models) {
        List<SourceText> texts = texts(models);
        long start = System.nanoTime();
        JinjaSample sample = JinjaSample.of(JinjaSample.TYPICAL);
        long characters = 0;
        for (SourceText text : texts) {
            characters += sample.render(JinjaParser.parse(text, Syntax.PLAIN)).length();
        }
        report("cold", System.nanoTime() - start);
        if (characters < models) {
            throw new IllegalStateException("nothing was rendered");
        }
    }

    /** The typical model again and again, each with names of its own. */
    private static List<SourceText> texts(int models) {
        String model = JinjaSample.text(JinjaSample.TYPICAL + ".sql");
        List<SourceText> texts = new ArrayList<>(models);
        for (int i = 0; i < models; i++) {
            String text = model.replace("payment", "payment" + i).replace("orders", "orders_" + i);
            texts.add(new SourceText("model_" + i + ".sql", text));
        }
        return texts;
    }

    private static void warm(String begin) {
        for (String name : List.of(JinjaSample.TYPICAL, JinjaSample.WIDE)) {
            JinjaSample sample = JinjaSample.of(name);
            measure("parse " + name, begin, sample::parseModel);
            measure("parse " + name + " macros", begin, sample::parseMacros);
            measure("render " + name, begin, sample::render);
        }
    }

    private static void measure(String name, String begin, Supplier<Object> work) {
        if (name.startsWith(begin)) {
            report(name, perCall(work));
        }
    }

    /** Nanoseconds of the quickest of many rounds, after a warm-up; of processor time, so that neighbours do not count. */
    private static long perCall(Supplier<Object> work) {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        int calls = 1;
        long best = Long.MAX_VALUE;
        long begin = clock.getCurrentThreadCpuTime();
        while (clock.getCurrentThreadCpuTime() - begin < 4_000_000_000L) {
            long start = clock.getCurrentThreadCpuTime();
            int made = 0;
            for (int i = 0; i < calls; i++) {
                made += work.get() == null ? 0 : 1;
            }
            long took = clock.getCurrentThreadCpuTime() - start;
            best = Math.min(best, took / made);
            if (took < 20_000_000L) {
                calls *= 2;
            }
        }
        return best;
    }

    private static void report(String name, long nanoseconds) {
        OUT.printf(Locale.ROOT, "%s\t%.9f%n", name, nanoseconds / 1e9);
    }
}
