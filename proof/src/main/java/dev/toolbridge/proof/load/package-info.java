/// Clients that put a load on a server, and the figures of what it takes.
package dev.toolbridge.proof.load;
