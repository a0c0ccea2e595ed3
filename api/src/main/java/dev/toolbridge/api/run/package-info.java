/// The runs of assistants and programs: what they have changed, and their undo.
package dev.toolbridge.api.run;
