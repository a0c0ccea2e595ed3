/// The life of a workspace: start, supervision, health and stop, and the programs that work on it once.
package dev.toolbridge.launcher.run;
