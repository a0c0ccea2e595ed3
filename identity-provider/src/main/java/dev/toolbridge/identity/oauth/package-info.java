/// OAuth 2.1 and OpenID Connect as clients of MCP servers use them: discovery, authorization code with PKCE, refresh.
package dev.toolbridge.identity.oauth;
