/// The difference between two versions of an item: as a patch, and as changed lines of text.
package dev.toolbridge.api.history;
