/// The SQL of tenants and their operations.
package dev.toolbridge.tenants.store;
