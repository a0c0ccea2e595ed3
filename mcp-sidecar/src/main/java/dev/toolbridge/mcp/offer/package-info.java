/// The features of the server: tools, prompts, resources, the calls that use them, questions to the client.
package dev.toolbridge.mcp.offer;
