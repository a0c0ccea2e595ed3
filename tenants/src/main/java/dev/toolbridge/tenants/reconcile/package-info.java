/// The loop that compares what each tenant should have with what it has.
package dev.toolbridge.tenants.reconcile;
