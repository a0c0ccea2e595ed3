/// PostgreSQL: its address, the pool, migrations, and the check of row-level security.
package dev.toolbridge.database;
