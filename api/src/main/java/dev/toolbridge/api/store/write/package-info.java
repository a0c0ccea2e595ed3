/// Writes to spaces: one transaction of a space at a time, from the queue to the rows.
package dev.toolbridge.api.store.write;
