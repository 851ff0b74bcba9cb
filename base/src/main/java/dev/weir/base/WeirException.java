package dev.weir.base;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops a stage with one or more findings, in the order they should be shown; never empty. */
public class WeirException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public WeirException(Diagnostic diagnostic) {
        this(List.of(diagnostic), null);
    }

    public WeirException(Diagnostic diagnostic, Throwable cause) {
        this(List.of(diagnostic), cause);
    }

    public WeirException(List<Diagnostic> diagnostics) {
        this(diagnostics, null);
    }

    public WeirException(List<Diagnostic> diagnostics, @Nullable Throwable cause) {
        super(diagnostics.getFirst().message(), cause);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** The first finding. */
    public Diagnostic diagnostic() {
        return diagnostics.getFirst();
    }

    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
