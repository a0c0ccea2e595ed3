/// The pages as a server mounts them: sign-in, sessions, and calls of its routes in memory.
package dev.toolbridge.console.session;
