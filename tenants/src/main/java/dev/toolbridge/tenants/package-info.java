/// The control plane: tenants, the operations that change them, and what each of them runs on.
package dev.toolbridge.tenants;
