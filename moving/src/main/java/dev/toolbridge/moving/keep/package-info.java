/// Google Keep, as Takeout exports it.
package dev.toolbridge.moving.keep;
