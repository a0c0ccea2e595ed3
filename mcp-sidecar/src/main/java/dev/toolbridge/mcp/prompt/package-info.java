/// The prompts: texts for tasks that people repeat.
package dev.toolbridge.mcp.prompt;
