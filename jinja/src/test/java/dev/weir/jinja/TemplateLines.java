package dev.weir.jinja;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Base64;

/** The near side of conformance/differential: a line in (mode, template, context), a line out (outcome), until the input ends. */
final class TemplateLines {
    private TemplateLines() {}

    public static void main(String[] words) throws IOException {
        PrintStream out = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] parts = line.split("\t", -1);
            out.println(Base64.getEncoder().encodeToString(outcome(parts).getBytes(UTF_8)));
            out.flush();
        }
    }

    private static String outcome(String[] parts) {
        try {
            return TemplateOutcome.of(decoded(parts[1]), parts[0], TemplateOutcome.context(decoded(parts[2])));
        } catch (RuntimeException | StackOverflowError bug) {
            StackTraceElement[] trace = bug.getStackTrace();
            return "bug\n" + bug + "\n" + (trace.length == 0 ? "" : trace[0]);
        }
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), UTF_8);
    }
}
