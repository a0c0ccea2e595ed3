/// The engine that carries operations out, whatever becomes of the servers that do.
package dev.toolbridge.tenants.engine;
