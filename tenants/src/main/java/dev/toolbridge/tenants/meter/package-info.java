/// The meters of the control plane.
package dev.toolbridge.tenants.meter;
