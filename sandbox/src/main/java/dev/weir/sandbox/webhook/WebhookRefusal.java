package dev.weir.sandbox.webhook;

/** A request that is not taken, with the status and text of its answer. */
final class WebhookRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    WebhookRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static WebhookRefusal notFound(String path) {
        return new WebhookRefusal(404, "no object was found at the path \"" + path + "\"");
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
