/// The two doors of the pages to the server that shows them: its public API, and its sessions.
package dev.toolbridge.console.access;
