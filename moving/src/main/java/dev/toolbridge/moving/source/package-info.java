/// Opened sources: a folder, a file or a zip as members to read, within the limits on archives.
package dev.toolbridge.moving.source;
