package dev.toolbridge.mcp.protocol.session;

public class Innocent {
}
