/// The end of what the control plane keeps for a time only.
package dev.toolbridge.tenants.retention;
