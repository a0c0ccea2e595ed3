/// The control plane as its clients see it: tenants, operations, and what goes wrong with them.
package dev.toolbridge.launcher.admin;
