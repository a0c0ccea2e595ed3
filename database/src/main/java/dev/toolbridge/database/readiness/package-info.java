/// The readiness of a database: the checks before a server uses it, and the watch over it afterwards.
package dev.toolbridge.database.readiness;
