/// The settings files of MCP clients, in which `connect` enters a server and from which `disconnect` takes it out.
package dev.toolbridge.connect.client;
