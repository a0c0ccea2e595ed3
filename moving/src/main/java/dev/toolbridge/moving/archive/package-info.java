/// The form of archives of a space: written as a stream, read only when every byte is as the manifest says.
package dev.toolbridge.moving.archive;
