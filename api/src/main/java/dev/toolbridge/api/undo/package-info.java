/// Decides what it takes to take back the changes of one run, around the later changes of others.
package dev.toolbridge.api.undo;
