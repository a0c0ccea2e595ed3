/// The sessions of browsers in PostgreSQL, in the table `console_session` of each server's own schema.
package dev.toolbridge.database.session;
