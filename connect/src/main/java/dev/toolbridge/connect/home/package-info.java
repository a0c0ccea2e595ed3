/// The folder of `fbc` on a user's machine: its settings, and the keys of the user's logins.
package dev.toolbridge.connect.home;
