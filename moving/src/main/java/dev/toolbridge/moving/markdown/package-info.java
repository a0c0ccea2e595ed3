/// Markdown: the reader of folders and Obsidian vaults, and what others use of its texts and links.
package dev.toolbridge.moving.markdown;
