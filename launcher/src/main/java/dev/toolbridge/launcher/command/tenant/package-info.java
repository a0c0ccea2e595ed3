/// The commands on tenants, their operations and rollouts, which talk to a control plane.
package dev.toolbridge.launcher.command.tenant;
