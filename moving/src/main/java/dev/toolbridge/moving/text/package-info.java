/// Texts of files: their encodings, their times, and the parts of Markdown that readers look for.
package dev.toolbridge.moving.text;
