package dev.weir.core.compile;

import dev.weir.base.Diagnostic;
import dev.weir.base.WeirException;
import dev.weir.core.manifest.Node;

/** An ephemeral model could not be compiled while a node that reads it was; its findings are worded for the model. */
public final class EphemeralFailure extends WeirException {
    private static final long serialVersionUID = 1L;

    private final transient Node model;

    EphemeralFailure(Node model, WeirException cause) {
        super(
                cause.diagnostics().stream()
                        .map(each -> each.headline()
                                        .flatMap(Diagnostic.Headline::subject)
                                        .isPresent()
                                ? each
                                : each.within(model.subject()))
                        .toList(),
                cause);
        this.model = model;
    }

    public Node model() {
        return model;
    }
}
