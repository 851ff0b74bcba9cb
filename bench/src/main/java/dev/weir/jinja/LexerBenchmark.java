package dev.weir.jinja;

import dev.weir.base.SourceText;
import dev.weir.bench.JinjaSample;
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

/** The lexer alone. In this package because nobody outside it sees the lexer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LexerBenchmark {
    private final SourceText typical = JinjaSample.of(JinjaSample.TYPICAL).model();

    @Benchmark
    public int tokensOfTypical() {
        Lexer lexer = new Lexer(typical);
        int count = 0;
        while (lexer.next().kind() != TokenKind.EOF) {
            count++;
        }
        return count;
    }
}
