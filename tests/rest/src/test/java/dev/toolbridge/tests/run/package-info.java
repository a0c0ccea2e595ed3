/// Exact edits, merged writes, and runs with their undo, over REST.
package dev.toolbridge.tests.run;
