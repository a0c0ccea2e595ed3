/// The cache of a user's machine, in SQLite: memories with what the server knew of them, and what waits to be sent.
package dev.toolbridge.connect.cache;
