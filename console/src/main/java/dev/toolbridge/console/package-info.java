/// The pages for people, and their table of routes.
package dev.toolbridge.console;
