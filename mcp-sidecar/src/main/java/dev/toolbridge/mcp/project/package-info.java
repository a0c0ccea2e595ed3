/// Projects: what connections that are bound to one need to know of it, as the API tells it.
package dev.toolbridge.mcp.project;
