/// The commands of `fbc`: they read words, and print sentences.
package dev.toolbridge.connect.command;
