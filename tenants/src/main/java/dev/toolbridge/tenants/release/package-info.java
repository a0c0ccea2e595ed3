/// The releases of tenants, and what each of their programs is started with.
package dev.toolbridge.tenants.release;
