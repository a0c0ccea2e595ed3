/// The router as the control plane uses it: the tables that say where each host leads, and the operations on them.
package dev.toolbridge.tenants.router;
