/// The bridges on standard input and output: the command `mcp`, and the program of the bundle.
package dev.toolbridge.tests.bridge;
