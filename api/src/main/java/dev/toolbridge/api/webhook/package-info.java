/// Webhooks of projects: subscriptions, what became of their deliveries, and the routes for both.
package dev.toolbridge.api.webhook;
