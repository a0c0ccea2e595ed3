/// The SQL of tenants, and of the work behind requests: keys, audit, sync sessions, sweeping, finishing.
package dev.toolbridge.api.store;
