/// PostgreSQL: the pool, migrations, the check of row-level security, and a server of our own for development.
package dev.toolbridge.service.database;
