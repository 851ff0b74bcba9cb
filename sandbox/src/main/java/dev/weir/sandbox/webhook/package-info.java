/**
 * The HTTP endpoint of webhook sources: {@code POST /api/webhook/<database>/<schema>/<source>} ⇒ rows. Start at {@link
 * dev.weir.sandbox.webhook.WebhookServer}.
 */
@org.jspecify.annotations.NullMarked
package dev.weir.sandbox.webhook;
