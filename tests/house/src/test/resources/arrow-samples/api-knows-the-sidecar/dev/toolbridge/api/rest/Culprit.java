package dev.toolbridge.api.rest;

public class Culprit {
    dev.toolbridge.mcp.tool.Innocent used0;
}
