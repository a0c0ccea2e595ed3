/// Copies of tenants' records beside their programs, from which a control plane that was restored from an older backup
/// learns of what is newer.
package dev.toolbridge.tenants.adoption;
