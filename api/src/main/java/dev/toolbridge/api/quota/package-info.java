/// Quotas: the limits of tenants as a file gives them, and the use that is counted against them.
package dev.toolbridge.api.quota;
