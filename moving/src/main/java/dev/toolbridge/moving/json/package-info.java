/// JSON files of any size: the elements of a list one after the other, each within a bound.
package dev.toolbridge.moving.json;
