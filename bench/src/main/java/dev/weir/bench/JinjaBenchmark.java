package dev.weir.bench;

import dev.weir.jinja.Template;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The doors of the template language: parse, render, and both for a model full of macros. Add {@code -prof gc} for allocation. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JinjaBenchmark {
    private final JinjaSample typical = JinjaSample.of(JinjaSample.TYPICAL);
    private final JinjaSample wide = JinjaSample.of(JinjaSample.WIDE);

    @Benchmark
    public Template parseTypical() {
        return typical.parseModel();
    }

    @Benchmark
    public String renderTypical() {
        return typical.render();
    }

    @Benchmark
    public Template parseWideMacros() {
        return wide.parseMacros();
    }

    @Benchmark
    public String renderWide() {
        return wide.render();
    }

    @Benchmark
    public String parseAndRenderWide() {
        return JinjaSample.of(JinjaSample.WIDE).render();
    }
}
