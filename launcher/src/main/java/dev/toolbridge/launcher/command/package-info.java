/// The commands of the command line, a class each.
package dev.toolbridge.launcher.command;
