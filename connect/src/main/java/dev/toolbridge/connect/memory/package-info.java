/// Memories on a user's machine: their texts, and the trust that they deserve with time.
package dev.toolbridge.connect.memory;
