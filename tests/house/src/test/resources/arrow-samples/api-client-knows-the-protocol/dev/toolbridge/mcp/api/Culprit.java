package dev.toolbridge.mcp.api;

public class Culprit {
    dev.toolbridge.mcp.offer.Innocent used0;
}
