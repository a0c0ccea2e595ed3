/// Claude, as its export of data has it.
package dev.toolbridge.moving.claude;
