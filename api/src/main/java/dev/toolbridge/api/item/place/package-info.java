/// Places in the order of commits, and the pages that are read from them.
package dev.toolbridge.api.item.place;
