/// The journal: every change once, with who made it and what the item was after it.
package dev.toolbridge.api.journal;
