package dev.toolbridge.mcp.api;

public class Culprit {
    dev.toolbridge.api.item.Innocent used0;
}
