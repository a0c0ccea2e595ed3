/// API keys as users manage them: made, shown once, listed, replaced, ended.
package dev.toolbridge.api.key;
