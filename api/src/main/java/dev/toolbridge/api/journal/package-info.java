/// The journal: every change once, with its author and the item after it.
package dev.toolbridge.api.journal;
