/// Projects: shared spaces with members, and the routes that alone write what they are.
package dev.toolbridge.api.project;
