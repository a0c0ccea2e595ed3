/// The program behind `./toolbridge`.
package dev.toolbridge.launcher;
