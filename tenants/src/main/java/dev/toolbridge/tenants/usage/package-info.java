/// The use of tenants, hour by hour, made of what their programs' meters show.
package dev.toolbridge.tenants.usage;
