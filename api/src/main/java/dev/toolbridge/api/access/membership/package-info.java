/// Memberships in tenants: read from the identity provider, cached for a short time, dropped by its events.
package dev.toolbridge.api.access.membership;
