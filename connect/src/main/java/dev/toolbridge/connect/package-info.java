/// The program `fbc`, which connects a folder on a user's machine with its project.
package dev.toolbridge.connect;
