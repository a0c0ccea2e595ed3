/// The folder of a workspace: its secrets, its logs, its state.
package dev.toolbridge.launcher.workspace;
