/// Tables of any program: CSV and JSON Lines, by a map of their columns.
package dev.toolbridge.moving.table;
