/// Notion, as it exports Markdown and CSV.
package dev.toolbridge.moving.notion;
