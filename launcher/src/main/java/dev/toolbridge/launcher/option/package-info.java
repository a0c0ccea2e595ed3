/// The options that several commands share, and the workspace or platform that they choose.
package dev.toolbridge.launcher.option;
