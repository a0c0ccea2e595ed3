/// The commands of the command line, one class for each.
package dev.toolbridge.launcher.command;
