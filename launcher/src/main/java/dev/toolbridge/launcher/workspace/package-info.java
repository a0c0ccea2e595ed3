/// The folder of a workspace: its secrets, its logs, who serves it now.
package dev.toolbridge.launcher.workspace;
