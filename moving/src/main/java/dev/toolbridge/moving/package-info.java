/// The table of readers: the programs whose files can be imported.
package dev.toolbridge.moving;
