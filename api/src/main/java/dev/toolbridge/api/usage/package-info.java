/// The meters of tenants, which the control plane makes their usage of.
package dev.toolbridge.api.usage;
