/// Jobs of assistants as recorded conversations, with retries, lost answers and stale data, against one workspace.
package dev.toolbridge.tests.conversation;
