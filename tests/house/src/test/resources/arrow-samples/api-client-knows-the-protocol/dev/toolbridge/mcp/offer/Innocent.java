package dev.toolbridge.mcp.offer;

public class Innocent {
}
