/// Tables as text: rows with the names of their columns, one at a time.
package dev.toolbridge.moving.csv;
