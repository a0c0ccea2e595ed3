/// The plans of operations on tenants: each step asks one of the parts that a tenant runs on for a wanted state.
package dev.toolbridge.tenants.provision;
