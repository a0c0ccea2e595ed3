/// Archives of a space: everything in it at one moment, written while it is read.
package dev.toolbridge.api.archive;
