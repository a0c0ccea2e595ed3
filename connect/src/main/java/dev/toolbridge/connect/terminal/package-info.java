/// The terminal of a user's machine: sentences for a person, and files that only the user can read.
package dev.toolbridge.connect.terminal;
