/// Delivers the events of webhooks: from the journal to the receivers.
package dev.toolbridge.api.webhook.dispatch;
