/// Rotation as data: which secrets a tenant has, what overlaps, and the phases that a plan walks through.
package dev.toolbridge.tenants.secret.rotation;
