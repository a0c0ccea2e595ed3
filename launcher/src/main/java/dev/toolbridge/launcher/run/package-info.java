/// The life of a workspace: its start, the watch over it, its health, its stop, and the programs that work on it once.
package dev.toolbridge.launcher.run;
