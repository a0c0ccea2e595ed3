/// Webhooks of a project that this machine takes.
package dev.toolbridge.connect.webhook;
