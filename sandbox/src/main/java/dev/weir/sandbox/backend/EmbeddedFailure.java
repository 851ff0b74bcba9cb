package dev.weir.sandbox.backend;

import dev.weir.base.Diagnostic;
import dev.weir.base.DiagnosticCode;
import dev.weir.base.WeirException;

/** Makes the exceptions an embedded server that cannot start ends with. */
public final class EmbeddedFailure {
    private EmbeddedFailure() {}

    public static WeirException of(DiagnosticCode code, String primary, String detail, String hint) {
        return new WeirException(Diagnostic.of(code, primary).withDetail(detail).withHint(hint));
    }

    public static WeirException of(DiagnosticCode code, String primary, String detail, String hint, Throwable cause) {
        return new WeirException(Diagnostic.of(code, primary).withDetail(detail).withHint(hint), cause);
    }
}
