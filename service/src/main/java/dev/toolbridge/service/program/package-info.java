/// The `main` of every server: its start, its ready line, its end, and its version.
package dev.toolbridge.service.program;
