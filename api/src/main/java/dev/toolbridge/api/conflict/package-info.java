/// Conflicts of pushes to projects: shows them, and settles each by one call.
package dev.toolbridge.api.conflict;
