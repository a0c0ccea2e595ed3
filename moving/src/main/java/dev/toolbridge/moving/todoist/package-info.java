/// Todoist, as its templates and backups of CSV have it.
package dev.toolbridge.moving.todoist;
