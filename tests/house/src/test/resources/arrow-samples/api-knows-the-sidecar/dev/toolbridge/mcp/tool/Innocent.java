package dev.toolbridge.mcp.tool;

public class Innocent {
}
