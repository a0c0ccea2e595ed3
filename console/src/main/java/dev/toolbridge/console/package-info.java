/// Pages for people, made of answers of the public API.
package dev.toolbridge.console;
