/// The console as the API shows it: sign-in, sessions, and calls of the API in memory.
package dev.toolbridge.api.console;
