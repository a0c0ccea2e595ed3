package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiClient;

/// What the tools work with.
///
/// @param api where the items are
/// @param recent what was created a moment ago
record Workspace(ApiClient api, RecentCreates recent) {}
