package dev.weir.cli.line;

import java.util.Optional;

/** Words that cannot be understood; said on standard error, exit code 2. Source: dbt's parser, recorded cases. */
public final class UsageError extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> usageOf;

    private final transient Optional<String> notice;

    private UsageError(Optional<String> usageOf, Optional<String> notice, String message) {
        super(message);
        this.usageOf = usageOf;
        this.notice = notice;
    }

    /** Said without the usage line above it. */
    static UsageError bare(String message) {
        return new UsageError(Optional.empty(), Optional.empty(), message);
    }

    /** @param words of the command or group whose usage line is shown above; empty for the program's own */
    static UsageError of(String words, String message) {
        return new UsageError(Optional.of(words), Optional.empty(), message);
    }

    /** The same, with a line that is logged first. */
    UsageError after(String line) {
        return new UsageError(usageOf, Optional.of(line), String.valueOf(getMessage()));
    }

    /** What is logged before the text. */
    public Optional<String> notice() {
        return notice;
    }

    /** The whole text, without a line end. */
    public String text(String program) {
        String error = "Error: " + getMessage();
        return usageOf.map(words -> HelpText.usage(program, words) + "\nTry '" + (program + " " + words).strip()
                        + " --help' for help.\n\n" + error)
                .orElse(error);
    }
}
