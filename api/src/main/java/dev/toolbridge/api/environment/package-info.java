/// The environment variables of projects, as people and programs set and see them.
package dev.toolbridge.api.environment;
