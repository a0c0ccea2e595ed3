/// Streams of items read from archives and from the files of other programs.
package dev.toolbridge.moving;
