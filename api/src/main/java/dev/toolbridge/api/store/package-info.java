/// The SQL of the domain: one transaction for writes, one round trip for reads.
package dev.toolbridge.api.store;
