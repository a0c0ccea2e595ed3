package dev.toolbridge.mcp.tool;

public class Culprit {
    dev.toolbridge.mcp.protocol.session.Innocent used0;
}
