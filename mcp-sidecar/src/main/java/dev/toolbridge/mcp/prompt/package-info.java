/// The prompts: work that people ask for again and again.
package dev.toolbridge.mcp.prompt;
