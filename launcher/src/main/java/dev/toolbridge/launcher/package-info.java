/// The command line: starts a workspace, stops it, shows it, and connects clients to it.
package dev.toolbridge.launcher;
